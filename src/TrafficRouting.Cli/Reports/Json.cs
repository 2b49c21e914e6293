using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>How the tool writes JSON.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteJson(this TextWriter output, JsonNode node) => output.Write(node.ToJsonString(Readable) + "\n");

    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}

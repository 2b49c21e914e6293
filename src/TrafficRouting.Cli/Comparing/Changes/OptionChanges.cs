using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>Which keys of two options differ, with what they say.</summary>
internal static class OptionChanges
{
    // Maps whose names are those of what requests carry.
    private static readonly string[] Named = ["Set", "Add", "Headers", "Query", "Cookies", "Properties", "Baggage"];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Of(ObjectShape shape, object before, object after, IReadOnlyCollection<string> except) =>
        from key in shape.Keys
        where !except.Contains(key.Name, StringComparer.Ordinal) && !key.Same(before, after)
        select $"{key.Name} {Show(key, before)} -> {Show(key, after)}";

    private static string Show(Key key, object owner) =>
        Hide(key.Write(owner), isNamed: false)?.ToJsonString(Relaxed) ?? (key.Default is not { } usual ? "none" : key.Shape is ScalarShape scalar ? scalar.Write(usual).ToJsonString(Relaxed) : "{}");

    // What is set or asked for by a name that says it is secret.
    private static JsonNode? Hide(JsonNode? node, bool isNamed)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Hide(item, isNamed: false);
        }
        else if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                if (isNamed && (IsSecret(name) || ((value as JsonObject)?["Name"] is { } named && IsSecret(named.ToString()))))
                    map[name] = ProbeText.Hidden;
                else
                    Hide(value, Named.Contains(name, StringComparer.Ordinal));
            }
        }

        return node;
    }

    private static bool IsSecret(string name) => new RequestField(RequestFieldKind.Header, name).IsSecret;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Options as a tree of plain values: to write them as settings, and to compare all that they hold.</summary>
internal static class OptionsTree
{
    private static readonly JsonSerializerOptions Plain = new() { Converters = { new JsonStringEnumConverter() } };

    public static JsonObject Of(TrafficRoutingOptions options) => JsonSerializer.SerializeToNode(options, Plain)!.AsObject();

    public static void AssertEqual(TrafficRoutingOptions expected, TrafficRoutingOptions actual)
    {
        var (left, right) = (Of(expected), Of(actual));
        if (!JsonNode.DeepEquals(left, right))
            Assert.Equal(left.ToJsonString(), right.ToJsonString());
    }

    /// <summary>As settings files have it: what is null is left out.</summary>
    public static string ToJson(TrafficRoutingOptions options) =>
        new JsonObject { ["TrafficRouting"] = WithoutNulls(Of(options)) }.ToJsonString();

    /// <summary>As flat keys with the separator of one's choice.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ToKeys(TrafficRoutingOptions options, string separator = ":") =>
        Flatten("TrafficRouting", WithoutNulls(Of(options)), separator);

    private static JsonNode WithoutNulls(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)WithoutNulls(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => WithoutNulls(item!))]),
        _ => node.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(string path, JsonNode node, string separator) => node switch
    {
        JsonObject { Count: 0 } => [KeyValuePair.Create(path, (string?)null)],
        JsonArray { Count: 0 } => [KeyValuePair.Create(path, (string?)"")],
        JsonObject map => map.SelectMany(pair => Flatten(path + separator + pair.Key, pair.Value!, separator)),
        JsonArray list => list.SelectMany((item, i) => Flatten(path + separator + i.ToString(CultureInfo.InvariantCulture), item!, separator)),
        _ => [KeyValuePair.Create(path, (string?)node.ToString())],
    };
}

using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Whatever stands in the configuration is read and judged, and what is judged good compiles.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Words =
    [
        "Backends", "Services", "Mirroring", "Diagnostics", "Source", "Rollouts", "Address", "Endpoints", "Selection", "Sticky", "Port", "DirectResponse",
        "Status", "Body", "ContentType", "Hosts", "Unmatched", "Routes", "Order", "Matches", "Weights", "Mirrors", "Percentage", "Methods",
        "InNetwork", "Backends", "RequestHeaders", "ResponseHeaders", "Set", "Add", "Remove", "Rewrite", "Redirect", "Path", "PathPrefix", "Regex", "Replacement", "Timeout",
        "TimeoutStatus", "Fault", "Delay", "Abort", "Duration", "Method", "Headers", "Query", "Cookies", "Baggage", "AllOf", "AnyOf", "NoneOf", "Exact", "Prefix",
        "In", "Present", "GreaterThan", "LessThan", "Name", "Not", "Enabled", "Compare", "HostSuffix", "a", "b", "*", "ü", "", "x y", "0", "1",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "a", "b", "/", "/a?b", "http://a", "http://", "http://[", "://", "http://a b", "https+http://x", "*", "*.", "*.a", "a:1", "[::1]", "[]", "]:1", ":", "ü.example", "xn--",
        "(", "[", "a{9999999}", "\\1", "\\", "[[:alpha:]]", "NaN", "1e400", "-1", "00:00:05", "99:99:99", "10675199.02:48:06", "Random", "true", "\u0000", "\ud800", "GET", "text/plain",
    ];

    [Property(MaxTest = 2000)]
    public Property ReadAndInspect_RandomTrees_NeverThrow() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(seed => Section(new Random(seed))).ToArbitrary(),
        Judge);

    [Property(MaxTest = 200)]
    public Property ReadAndInspect_ValidOptionsWithOneThingChanged_NeverThrow() => Prop.ForAll(
        RandomOptions.Valid.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair => Judge(Change(JsonNode.Parse(OptionsTree.ToJson(pair.Item1))!, new Random(pair.Item2))));

    private static void Judge(JsonNode tree)
    {
        var read = Settings.Load(tree.ToJsonString());
        if (read.Findings.All(finding => finding.Severity is FindingSeverity.Warning))
        {
            Assert.True(new TrafficRoutingOptionsValidator().Validate(null, read.Options).Succeeded);
            RouteTable.Compile(read.Options);
        }
    }

    private static JsonObject Section(Random random) => new() { ["TrafficRouting"] = Tree(random, depth: 0) };

    private static JsonNode? Tree(Random random, int depth) => random.Next(depth < 8 ? 8 : 4) switch
    {
        0 => random.Next(3) == 0 ? null : JsonValue.Create(random.Next(2) == 0),
        1 => JsonValue.Create(random.Next(-10, 1000)),
        2 => JsonValue.Create(random.NextDouble() * 200),
        3 => JsonValue.Create(random.GetItems(Texts, 1)[0]),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Tree(random, depth + 1))]),
        _ => new JsonObject(random.GetItems(Words, random.Next(6)).Distinct(StringComparer.OrdinalIgnoreCase).Select(key => KeyValuePair.Create(key, Tree(random, depth + 1)))),
    };

    private static JsonNode Change(JsonNode root, Random random)
    {
        var node = root["TrafficRouting"]!;
        while (true)
        {
            var children = Children(node).ToList();
            if (children.Count == 0 || (random.Next(6) == 0 && node.Parent != root))
                break;
            node = children[random.Next(children.Count)];
        }

        node.ReplaceWith(Tree(random, depth: 6));
        return root;
    }

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject map => map.Select(pair => pair.Value).OfType<JsonNode>(),
        JsonArray list => list.OfType<JsonNode>(),
        _ => [],
    };
}

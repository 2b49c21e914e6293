using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>Random expressions of traffic-split hold where those of APISIX hold.</summary>
public sealed class ApisixOracleTests
{
    private static readonly string?[] Values = [null, "", "1", "2", "1.0", "x", "0x1", "12"];

    [Property(MaxTest = 500)]
    public Property Vars_OfRandomExpressions_HoldAsInApisix() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var expressions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomExpression.From(random, 3)).ToList();
        var json = $$$"""
            {"id": "1", "uri": "/*", "upstream": {"nodes": {"a:80": 1}}, "plugins": {"traffic-split": {"rules": [
              {"match": [{"vars": [{{{string.Join(", ", expressions.Select(e => e.ToJson()))}}}]}], "weighted_upstreams": [{"upstream": {"nodes": {"b:80": 1} } }]}]} } }
            """;
        var imported = Imported.From(json);
        Assert.Empty(imported.Errors);

        for (var i = 0; i < 30; i++)
        {
            var variables = new Dictionary<string, string>();
            foreach (var name in new[] { "arg_a", "arg_b", "http_x_y", "cookie_c" })
            {
                // A cookie without a value is none, and a header without one is.
                if (Values[random.Next(name[0] == 'c' ? 2 : 0, Values.Length)] is { } value && random.Next(4) > 0)
                    variables[name] = value;
            }

            Assert.Equal((json, string.Join(' ', variables), expressions.TrueForAll(e => e.Eval(variables))), (json, string.Join(' ', variables), Hits(imported, variables, random)));
        }
    });

    private static bool Hits(Imported imported, Dictionary<string, string> variables, Random random)
    {
        var query = string.Join('&', variables.Where(v => v.Key.StartsWith("arg_", StringComparison.Ordinal)).Select(v => $"{v.Key[4..]}={v.Value}"));
        var headers = new List<(string, string)>();
        if (variables.TryGetValue("http_x_y", out var header))
            headers.Add((random.Next(2) == 0 ? "x-y" : "x_y", header));
        if (variables.TryGetValue("cookie_c", out var cookie))
            headers.Add(("cookie", $"c={cookie}"));
        return imported.RouteOf("GET", $"http://web/?{query}", [.. headers]) == "1.0";
    }
}

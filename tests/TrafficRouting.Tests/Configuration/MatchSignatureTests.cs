using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Tests.Matching;

namespace TrafficRouting.Tests.Configuration;

public sealed class MatchSignatureTests
{
    [Property]
    public Property Glance_MatchesWrittenInAnotherWay_IsEqualAsTheirSignaturesAre() => Prop.ForAll(Gen.ArrayOf(MatchGen.Match).Resize(5).ToArbitrary(), matches =>
    {
        MatchOptions[] others = [.. Rewritten(matches), .. matches];
        Assert.Equal(MatchSignature.Of(matches), MatchSignature.Of(others));
        Assert.Equal(MatchSignature.Glance(matches), MatchSignature.Glance(others));
    });

    [Fact]
    public void Of_MatchesThatDifferInOnePart_AllDiffer()
    {
        // Two of each: one that is left out would look like none, which is the only one of its kind.
        string[] tests =
        [
            .. Two(x => $$""" "{{x}}" """), .. Two(x => $$"""{ "Prefix": "{{x}}" }"""), .. Two(x => $$"""{ "Suffix": "{{x}}" }"""), .. Two(x => $$"""{ "Contains": "{{x}}" }"""), .. Two(x => $$"""{ "Regex": "{{x}}" }"""),
            .. Two(x => $$"""{ "In": [ "{{x}}" ] }"""), """{ "Present": true }""", """{ "Present": false }""", """{ "GreaterThan": 1 }""", """{ "GreaterThan": 2 }""", """{ "LessThan": 1 }""", """{ "LessThan": 2 }""",
            """{ "InNetwork": [ "10.0.0.0/8" ] }""", """{ "InNetwork": [ "11.0.0.0/8" ] }""", """{ "Exact": "a", "IgnoreCase": true }""", """{ "Exact": "a", "Not": true }""",
        ];
        string[] matches =
        [
            "{}", """{ "Port": 1 }""", """{ "Port": 2 }""", .. Two(x => $$"""{ "Path": { "Exact": "/{{x}}" } }"""), .. Two(x => $$"""{ "Path": { "PathPrefix": "/{{x}}" } }"""),
            .. Two(x => $$"""{ "Method": "{{x}}" }"""), .. Two(x => $$"""{ "Scheme": "{{x}}" }"""), .. Two(x => $$"""{ "Host": "{{x}}" }"""), .. tests.Select(test => $$"""{ "Headers": { "a": {{test}} } }"""),
            """{ "Headers": { "b": "a" } }""", """{ "Headers": { "a": "a", "b": "a" } }""", """{ "Query": { "a": "a" } }""", """{ "Cookies": { "a": "a" } }""", """{ "Properties": { "a": "a" } }""", """{ "Baggage": { "a": "a" } }""",
            """{ "AllOf": [ { "Port": 1 } ] }""", """{ "AnyOf": [ { "Port": 1 } ] }""", """{ "NoneOf": [ { "Port": 1 } ] }""",
        ];
        var signatures = matches.Select(match => MatchSignature.Of(Settings.Read(Scaffold.Around(Part.Match, match)).Services["s"].Routes["r"].Matches)).ToList();
        signatures.Add(MatchSignature.Of([]));
        signatures.Add(MatchSignature.Of([new() { Predicate = new(_ => true, "any") }]));

        Assert.Empty(signatures.Index().GroupBy(s => s.Item, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => string.Join(" = ", same.Select(s => matches.ElementAtOrDefault(s.Index)))));

        static IEnumerable<string> Two(Func<string, string> of) => [of("a"), of("b")];
    }

    private static IEnumerable<MatchOptions> Rewritten(IEnumerable<MatchOptions> matches) => matches.Reverse().Select(Rewritten);

    // In another order, with the letter case of headers changed, every named condition twice and a slash behind path prefixes.
    private static MatchOptions Rewritten(MatchOptions match)
    {
        var other = new MatchOptions { Path = Rewritten(match.Path), Method = match.Method };
        Rewrite(match.Headers, other.Headers, name => name.ToUpperInvariant());
        Rewrite(match.Query, other.Query, name => name);
        Rewrite(match.Cookies, other.Cookies, name => name);
        Rewrite(match.Baggage, other.Baggage, name => name);
        foreach (var nested in Rewritten(match.AllOf))
            other.AllOf.Add(nested);
        foreach (var nested in Rewritten(match.AnyOf))
            other.AnyOf.Add(nested);
        foreach (var nested in Rewritten(match.NoneOf))
            other.NoneOf.Add(nested);
        return other;
    }

    private static PathConditionOptions? Rewritten(PathConditionOptions? path) => path?.PathPrefix is { } prefix
        ? new() { PathPrefix = prefix + "/", IgnoreCase = path.IgnoreCase, Not = path.Not }
        : path;

    private static void Rewrite(
        IDictionary<string, StringConditionOptions> from, IDictionary<string, StringConditionOptions> to, Func<string, string> write)
    {
        foreach (var (name, condition) in from.Reverse())
        {
            to[write(name)] = condition;
            to["again-" + name] = Named(name, condition);
        }
    }

    private static StringConditionOptions Named(string name, StringConditionOptions condition)
    {
        var named = new StringConditionOptions
        {
            Name = name,
            Exact = condition.Exact,
            Prefix = condition.Prefix,
            Suffix = condition.Suffix,
            Contains = condition.Contains,
            Regex = condition.Regex,
            Present = condition.Present,
            GreaterThan = condition.GreaterThan,
            LessThan = condition.LessThan,
            IgnoreCase = condition.IgnoreCase,
            Not = condition.Not,
        };
        foreach (var item in condition.In.Reverse())
            named.In.Add(item);
        return named;
    }
}

using System.Globalization;
using System.Text;
using TrafficRouting.Configuration;

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>
/// What somebody wants of routing, to be written down in every format: rules from the most to the least specific, over
/// one-letter segments, where all of them agree on what a prefix is.
/// </summary>
internal sealed record RoutingIntent(IReadOnlyList<IntentRule> Rules)
{
    public static RoutingIntent From(int seed)
    {
        var random = new Random(seed);
        var rules = Enumerable.Range(0, random.Next(1, 6)).Select(_ => IntentRule.From(random))
            .DistinctBy(r => r.Signature)
            .OrderByDescending(r => r.IsExact).ThenByDescending(r => r.Path.Length).ThenByDescending(r => r.Method is not null).ThenByDescending(r => r.Header is not null)
            .ThenBy(r => r.Signature, StringComparer.Ordinal);
        return new([.. rules]);
    }

    public string ToVirtualService()
    {
        var yaml = new StringBuilder("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: web, namespace: shop}\nspec:\n  hosts: [web]\n  http:\n");
        foreach (var (index, rule) in Rules.Index())
        {
            var path = $"uri: {{{(rule.IsExact ? "exact" : "prefix")}: {rule.Path}}}";
            var method = rule.Method is null ? "" : $", method: {{exact: {rule.Method}}}";
            var header = rule.Header is null ? "" : $", headers: {{x: {{exact: {rule.Header}}}}}";
            yaml.Append(CultureInfo.InvariantCulture, $"  - name: rule-{index}\n    match: [{{{path}{method}{header}}}]\n    route:\n");
            foreach (var (backend, weight) in rule.Weights)
                yaml.Append(CultureInfo.InvariantCulture, $"    - {{destination: {{host: {backend}, port: {{number: 80}}}}, weight: {weight}}}\n");
        }

        return yaml.ToString();
    }

    public TrafficRoutingOptions ToNative()
    {
        var options = new TrafficRoutingOptions();
        var service = options.Services["web"] = new() { Hosts = { "web" }, Unmatched = UnmatchedBehavior.NotFound };
        foreach (var (index, rule) in Rules.Index())
        {
            var match = new MatchOptions { Path = rule.IsExact ? new() { Exact = rule.Path } : new() { PathPrefix = rule.Path } };
            if (rule.Method is not null)
                match.Method = new() { Exact = rule.Method };
            if (rule.Header is not null)
                match.Headers["x"] = new() { Exact = rule.Header };
            var route = service.Routes[$"rule-{index}"] = new() { Order = index, Matches = { match } };
            foreach (var (backend, weight) in rule.Weights)
            {
                route.Weights[$"{backend}.shop"] = weight;
                options.Backends[$"{backend}.shop"] = new() { Address = "http://127.0.0.1" };
            }
        }

        return options;
    }
}

using System.Globalization;
using System.Text;

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>
/// What somebody wants of routing, to be written down in every format. The rules stand in the order of HTTPRoute's precedence,
/// and no two of equal rank can match one request: so a list that is read from the top means what HTTPRoute makes of any order.
/// </summary>
internal sealed record RoutingIntent(IReadOnlyList<IntentRule> Rules)
{
    public static RoutingIntent From(int seed) => From(new(seed), IntentRule.From);

    public static RoutingIntent ForCalls(int seed) => From(new(seed), IntentRule.ForCalls);

    private static RoutingIntent From(Random random, Func<Random, IntentRule> next)
    {
        var rules = Enumerable.Range(0, random.Next(1, 8)).Select(_ => next(random))
            .DistinctBy(r => r.Conditions)
            .OrderByDescending(r => r.IsExact).ThenByDescending(r => r.Path.Length)
            .ThenByDescending(r => r.Method is not null).ThenByDescending(r => r.Header is not null).ThenByDescending(r => r.Query is not null);
        return new([.. rules]);
    }

    public string ToVirtualService()
    {
        var yaml = new StringBuilder("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: web, namespace: shop}\nspec:\n  hosts: [web]\n  http:\n");
        foreach (var (index, rule) in Rules.Index())
        {
            var more = Text(rule.Method, m => $", method: {{exact: {m}}}") + Text(rule.Header, h => $", headers: {{x: {{exact: {h}}}}}") + Text(rule.Query, q => $", queryParams: {{q: {{exact: '{q}'}}}}");
            // A prefix is raw text there: the path itself, and what follows its slash.
            var uris = rule.IsExact ? [$"exact: {rule.Path}"] : rule.Path is "/" ? ["prefix: /"] : new[] { $"exact: {rule.Path}", $"prefix: {rule.Path}/" };
            yaml.Append(CultureInfo.InvariantCulture, $"  - name: rule-{index}\n    match: [{string.Join(", ", uris.Select(u => $"{{uri: {{{u}}}{more}}}"))}]\n    route:\n");
            foreach (var (backend, weight) in rule.Weights)
                yaml.Append(CultureInfo.InvariantCulture, $"    - {{destination: {{host: {backend}, port: {{number: 80}}}}, weight: {weight}}}\n");
        }

        return yaml.ToString();
    }

    /// <summary>Writes two HTTPRoutes that share the rules, each from the last to the first: whichever way, precedence puts them in order.</summary>
    public string ToHttpRoutes() =>
        string.Join("---\n", Rules.Index().Reverse().GroupBy(r => r.Index % 2, r => r.Item).Select(rules => ToHttpRoute($"web-{rules.Key}", rules)));

    /// <summary>Writes an intent for calls as one GRPCRoute, from the last rule to the first.</summary>
    public string ToGrpcRoute()
    {
        var yaml = new StringBuilder("apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\nmetadata: {name: web, namespace: shop}\nspec:\n  parentRefs: [{group: '', kind: Service, name: web}]\n  rules:\n");
        foreach (var rule in Rules.Reverse())
        {
            string[] call = rule.Path.Split('/') switch
            {
                [_, ""] => [],
                [_, var service] => [$"method: {{service: {service}}}"],
                var parts => [$"method: {{service: {parts[1]}, method: {parts[2]}}}"],
            };
            string[] all = rule.Header is null ? call : [.. call, $"headers: [{{name: x, value: {rule.Header}}}]"];
            yaml.Append(CultureInfo.InvariantCulture, $"  - matches: [{{{string.Join(", ", all)}}}]\n    backendRefs:\n");
            foreach (var (backend, weight) in rule.Weights)
                yaml.Append(CultureInfo.InvariantCulture, $"    - {{name: {backend}, port: 80, weight: {weight}}}\n");
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
            if (rule.Query is not null)
                match.Query["q"] = new() { Exact = rule.Query };
            var route = service.Routes[$"rule-{index}"] = new() { Order = index, Matches = { match } };
            foreach (var (backend, weight) in rule.Weights)
            {
                route.Weights[$"{backend}.shop"] = weight;
                options.Backends[$"{backend}.shop"] = new() { Address = "http://127.0.0.1" };
            }
        }

        return options;
    }

    private static string ToHttpRoute(string name, IEnumerable<IntentRule> rules)
    {
        var yaml = new StringBuilder($"apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: {name}, namespace: shop}}\nspec:\n  parentRefs: [{{group: '', kind: Service, name: web}}]\n  rules:\n");
        foreach (var rule in rules)
        {
            var more = Text(rule.Method, m => $", method: {m}") + Text(rule.Header, h => $", headers: [{{name: x, value: {h}}}]") + Text(rule.Query, q => $", queryParams: [{{name: q, value: '{q}'}}]");
            yaml.Append(CultureInfo.InvariantCulture, $"  - matches: [{{path: {{type: {(rule.IsExact ? "Exact" : "PathPrefix")}, value: {rule.Path}}}{more}}}]\n    backendRefs:\n");
            foreach (var (backend, weight) in rule.Weights)
                yaml.Append(CultureInfo.InvariantCulture, $"    - {{name: {backend}, port: 80, weight: {weight}}}\n");
        }

        return yaml.ToString();
    }

    private static string Text(string? value, Func<string, string> text) => value is null ? string.Empty : text(value);
}

using System.Globalization;
using System.Text;

namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>A Gateway with routes of one kind, and requests that come close to what they ask for.</summary>
internal sealed record RandomGateway(bool IsGrpc, bool IsStrict, IReadOnlyList<RandomListener> Listeners, IReadOnlyList<RandomRoute> Routes)
{
    private static readonly string?[] ListenerHosts = [null, "*.example.com", "a.example.com", "*.b.example.com"];
    private static readonly string[] RouteHosts = ["a.example.com", "*.example.com", "x.b.example.com", "*.b.example.com", "other.org"];
    private static readonly string[] Hosts = ["a.example.com", "x.b.example.com", "y.x.b.example.com", "z.example.com", "example.com", "other.org"];

    public static RandomGateway From(int seed)
    {
        var random = new Random(seed);
        var isGrpc = random.Next(3) == 0;
        var listeners = Enumerable.Range(0, random.Next(1, 5))
            .Select(i => new RandomListener($"l{i}", ListenerHosts[random.Next(ListenerHosts.Length)], random.Next(4) == 0 ? 81 : 80))
            .DistinctBy(l => (l.Hostname, l.Port)).ToList();
        var routes = Enumerable.Range(0, random.Next(1, 5)).Select(i => new RandomRoute(
            $"r{i}",
            random.Next(2) == 0 ? null : random.Next(3).ToString(CultureInfo.InvariantCulture),
            random.Next(3) == 0 ? listeners[random.Next(listeners.Count)].Name : null,
            [.. RouteHosts.Where(_ => random.Next(4) == 0)],
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, random.Next(1, 3)).Select(_ => RandomMatch.From(random, isGrpc)).ToList())])).ToList();
        return new(isGrpc, random.Next(4) == 0, listeners, routes);
    }

    public static RandomRequest Request(Random random, bool isGrpc) => new(
        Hosts[random.Next(Hosts.Length)], random.Next(4) == 0 ? 81 : 80, isGrpc || random.Next(3) == 0 ? "POST" : "GET", RandomMatch.Path(random, isGrpc), random.Next(2) == 0 ? "1" : null, random.Next(2) == 0 ? "2" : null, random.Next(2) == 0 ? "3" : null);

    /// <summary>Writes the documents. Each rule has a backend of its own, named after it.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder("apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge, namespace: shop}\nspec:\n  gatewayClassName: any\n  listeners:\n");
        foreach (var listener in Listeners)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{name: {listener.Name}, port: {listener.Port}, protocol: HTTP{(listener.Hostname is null ? "" : $", hostname: '{listener.Hostname}'")}}}\n");
        foreach (var route in Routes)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"---\napiVersion: gateway.networking.k8s.io/v1\nkind: {(IsGrpc ? "GRPCRoute" : "HTTPRoute")}\nmetadata: {{name: {route.Name}, namespace: shop{(route.Age is null ? "" : $", creationTimestamp: '2026-01-0{int.Parse(route.Age, CultureInfo.InvariantCulture) + 1}T00:00:00Z'")}}}\n");
            yaml.Append(CultureInfo.InvariantCulture, $"spec:\n  parentRefs: [{{name: edge{(route.Section is null ? "" : $", sectionName: {route.Section}")}}}]\n  hostnames: [{string.Join(", ", route.Hostnames.Select(h => $"'{h}'"))}]\n  rules:\n");
            foreach (var (index, matches) in route.Rules.Index())
                yaml.Append(CultureInfo.InvariantCulture, $"  - {{matches: [{string.Join(", ", matches.Select(m => m.ToYaml(IsGrpc)))}], backendRefs: [{{name: {route.Name}-{index}, port: 80}}]}}\n");
        }

        return yaml.ToString();
    }
}

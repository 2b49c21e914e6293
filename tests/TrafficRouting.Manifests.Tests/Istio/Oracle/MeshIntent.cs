using System.Globalization;
using System.Text;

namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>Documents of a mesh: VirtualServices of hosts and wildcards, declared ports, and where destinations are.</summary>
internal sealed record MeshIntent
{
    public static readonly string[] Hosts = ["web", "a.example.com", "b.example.com", "*.example.com", "*.b.example.com"];

    private static readonly (int Number, string Protocol)[] Ports = [(80, "HTTP"), (81, "HTTP2"), (82, "TCP"), (443, "HTTPS")];

    /// <summary>Gets the hosts and rules of each VirtualService, the oldest first.</summary>
    public required IReadOnlyList<(string Host, IReadOnlyList<MeshRule> Rules)> Services { get; init; }

    /// <summary>Gets the declared ports of hosts.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<(int Number, string Protocol)>> Declared { get; init; }

    /// <summary>Gets the policies of DestinationRules by host: the rule's, and those of its subsets v1 and v2.</summary>
    public required IReadOnlyDictionary<string, (MeshPolicy? Own, MeshPolicy? V1, MeshPolicy? V2)> Policies { get; init; }

    public static MeshIntent From(int seed)
    {
        var random = new Random(seed);
        return new()
        {
            Services = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (Hosts[random.Next(Hosts.Length)], MeshRule.Several(random)))],
            Declared = new[] { "a.example.com", "b.example.com", "x.b.example.com" }.Where(_ => random.Next(2) == 0)
                .ToDictionary(h => h, IReadOnlyList<(int, string)> (_) => [.. Ports.Where(p => random.Next(2) == 0).DefaultIfEmpty((443, "HTTPS"))], StringComparer.Ordinal),
            Policies = new[] { "a.dest.example", "b.dest.example", "*.dest.example", "*.example" }.Where(h => h[0] == '*' || random.Next(2) == 0)
                .ToDictionary(h => h, _ => (MeshPolicy.From(random), MeshPolicy.From(random), MeshPolicy.From(random)), StringComparer.Ordinal),
        };
    }

    public string ToYaml()
    {
        var documents = new List<string>();
        foreach (var (index, (host, rules)) in Services.Index())
        {
            var http = new StringBuilder();
            foreach (var rule in rules)
                http.Append(CultureInfo.InvariantCulture, $"  - {{match: [{string.Join(", ", rule.Matches.Select(m => m.ToYaml()))}], route: [{string.Join(", ", rule.Destinations.Select(d => d.ToYaml()))}]}}\n");
            documents.Add($"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{name: vs-{index}, namespace: shop, creationTimestamp: '2026-01-0{index + 1}T00:00:00Z'}}\nspec:\n  hosts: ['{host}']\n  http:\n{http}");
        }

        foreach (var (host, ports) in Declared)
            documents.Add(Entry(host, $"resolution: DNS, ports: [{string.Join(", ", ports.Select(p => $"{{number: {p.Number}, name: p{p.Number}, protocol: {p.Protocol}}}"))}]"));
        foreach (var host in "abc")
            documents.Add(Entry($"{host}.dest.example", $"resolution: STATIC, ports: [{{number: 80, name: p80, protocol: HTTP, targetPort: 8080}}, {{number: 81, name: p81, protocol: HTTP}}], endpoints: [{{address: 10.0.{host - 'a'}.1, labels: {{version: v1}}}}, {{address: 10.0.{host - 'a'}.2, labels: {{version: v2}}, ports: {{p81: 9081}}}}]"));
        foreach (var (host, (own, v1, v2)) in Policies)
            documents.Add($"apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {{name: dr{documents.Count}, namespace: shop}}\nspec: {{host: '{host}'{MeshPolicy.ToYaml(own)}, subsets: [{{name: v1, labels: {{version: v1}}{MeshPolicy.ToYaml(v1)}}}, {{name: v2, labels: {{version: v2}}{MeshPolicy.ToYaml(v2)}}}]}}\n");
        // Whichever way documents are read, their dates put those of one host in order.
        documents.Reverse();
        return string.Join("---\n", documents);
    }

    private static string Entry(string host, string spec) =>
        $"apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {{name: {host.Replace('.', '-')}, namespace: shop}}\nspec: {{hosts: [{host}], {spec}}}\n";
}

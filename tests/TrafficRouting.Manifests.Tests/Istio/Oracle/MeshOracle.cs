namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>What Istio does with a call, in the plainest words: which endpoints get which weight, 404, or nothing at all.</summary>
internal static class MeshOracle
{
    public static string Tell(MeshIntent intent, MeshCall call)
    {
        var name = call.Host is "web.shop" ? "web" : call.Host;
        var (host, rules) = intent.Services.Where(s => Covers(s.Host, name) && s.Rules.Any(IsMeant)).OrderByDescending(s => s.Host == name).ThenByDescending(s => s.Host.Length).FirstOrDefault();
        if (host is null)
            return "passes";
        if (intent.Declared.TryGetValue(name, out var ports) && !ShowsRequests(ports, call.Port))
            return "passes";
        var rule = rules.FirstOrDefault(r => r.Matches.Count == 0 || r.Matches.Any(m => m.Takes(call)));
        return rule is null ? "404" : string.Join(' ', Shares(intent, rule.Destinations).OrderBy(s => s, StringComparer.Ordinal));
    }

    // A VirtualService none of whose rules is meant for the caller is as good as not there.
    private static bool IsMeant(MeshRule rule) => rule.Matches.Count == 0 || rule.Matches.Any(m => m.IsMeant);

    private static bool Covers(string host, string name) => host == name || (host[0] == '*' && name.EndsWith(host[1..], StringComparison.Ordinal) && name.Length >= host.Length);

    // Those who name no port, which is 80, have the rules as long as there is any port of HTTP and 80 is no port of something else.
    private static bool ShowsRequests(IReadOnlyList<(int Number, string Protocol)> ports, int port) =>
        ports.Any(p => p.Number == port && p.Protocol.StartsWith("HTTP", StringComparison.Ordinal) && p.Protocol is not "HTTPS")
        || (port == 80 && ports.All(p => p.Number != 80) && ports.Any(p => p.Protocol is "HTTP" or "HTTP2"));

    private static IEnumerable<string> Shares(MeshIntent intent, IReadOnlyList<MeshDestination> destinations) => destinations
        .Select(d => (Endpoints: Endpoints(intent, d), Weight: destinations.Count == 1 ? 1 : d.Weight ?? 0))
        .Where(d => d.Weight > 0)
        .GroupBy(d => d.Endpoints, d => d.Weight, StringComparer.Ordinal)
        .Select(g => $"{g.Key}={g.Sum()}");

    private static string Endpoints(MeshIntent intent, MeshDestination destination)
    {
        var scheme = IsTls(intent, destination) ? "https" : "http";
        var port = destination.Port == 80 ? 8080 : 81;
        var v1 = $"{scheme}://10.0.{destination.Host - 'a'}.1:{port}";
        var v2 = $"{scheme}://10.0.{destination.Host - 'a'}.2:{(destination.Port == 80 ? 8080 : 9081)}";
        return destination.Subset switch { "v1" => v1, "v2" => v2, _ => $"{v1}+{v2}" };
    }

    private static bool IsTls(MeshIntent intent, MeshDestination destination)
    {
        var host = $"{destination.Host}.dest.example";
        var (own, v1, v2) = intent.Policies[intent.Policies.ContainsKey(host) ? host : "*.dest.example"];
        var ofRule = own?.At(destination.Port).Tls;
        var subset = destination.Subset switch { "v1" => v1, "v2" => v2, _ => null };
        if (subset is null)
            return ofRule ?? false;
        var (tls, isWhole) = subset.At(destination.Port);
        return (isWhole ? tls : tls ?? ofRule) ?? false;
    }
}

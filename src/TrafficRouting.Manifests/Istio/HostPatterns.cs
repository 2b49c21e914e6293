using System.Net;
using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads the hosts of a VirtualService.</summary>
internal static partial class HostPatterns
{
    public static IReadOnlyList<string> Read(Fields spec, bool isForMesh, ClusterNames names)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var above = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var written in spec.Texts("hosts"))
        {
            if (!IsPattern(written))
                spec.Error("hosts", $"'{written}' must be a host name, an IP address, or a wildcard such as *.example.com");
            else if (written is "*" && isForMesh)
                spec.Error("hosts", "'*' cannot go with the mesh gateway; name the hosts, or bind the rules to a gateway");
            else
                Add(names.Expand(written, spec.Document.Namespace), written, spec, hosts, above);
        }

        if (!spec.Has("hosts") || spec.Items("hosts").Count == 0)
            spec.Error("hosts", "is required; a VirtualService without hosts is a delegate, which is not supported");
        return [.. hosts];
    }

    // Wildcards overlap where one takes the other; a full name that one takes is merely more specific.
    private static void Add(string host, string written, Fields spec, HashSet<string> hosts, Dictionary<string, string> above)
    {
        var broader = host[0] == '*' ? Hostnames.Broader(host).ToList() : [];
        if ((hosts.Contains(host) ? host : broader.Find(hosts.Contains) ?? above.GetValueOrDefault(host)) is { } other)
        {
            spec.Error("hosts", $"'{written}' overlaps with '{other}'; the hosts of one VirtualService must not");
            return;
        }

        hosts.Add(host);
        foreach (var wildcard in broader)
            above.TryAdd(wildcard, host);
    }

    private static bool IsPattern(string host) => host is "*" || Name().IsMatch(host) || IPAddress.TryParse(host, out _);

    [GeneratedRegex(@"^(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Name();
}

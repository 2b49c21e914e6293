using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>What the hosts of a service are in a cluster.</summary>
/// <param name="Services">Services, whose callers the routes concern.</param>
/// <param name="Hostnames">Names that a Gateway is called by.</param>
/// <param name="Unsaid">What is neither.</param>
internal sealed record RouteParents(IReadOnlyList<ServiceName> Services, IReadOnlyList<string> Hostnames, IReadOnlyList<string> Unsaid)
{
    public static RouteParents Of(ServiceOptions service, HttpRouteTarget target)
    {
        // Short forms of a Service's name are the same Service.
        var full = service.Hosts.Where(HasDot).Select(Named).OfType<ServiceName>().Distinct().ToList();
        var others = service.Hosts.Where(h => !(HasDot(h) && Named(h) is not null) && !full.Exists(f => f.IsCalled(h))).ToList();
        var rest = others.Where(h => Named(h) is null).ToLookup(IsHostname);
        return new([.. full, .. others.Select(Named).OfType<ServiceName>()], [.. rest[true].Select(h => h.ToLowerInvariant())], [.. rest[false]]);

        ServiceName? Named(string host) => ServiceName.Of(host, target.Namespace, target.Domain);
    }

    public static JsonObject OfGateway(HttpRouteTarget target)
    {
        var slash = target.Gateway!.IndexOf('/', StringComparison.Ordinal);
        var parent = new JsonObject { ["name"] = target.Gateway[(slash + 1)..] };
        if (slash > 0 && target.Gateway[..slash] != target.Namespace)
            parent["namespace"] = target.Gateway[..slash];
        return parent;
    }

    private static bool HasDot(string host) => host.Contains('.', StringComparison.Ordinal);

    private static bool IsHostname(string host) =>
        Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is UriHostNameType.Dns && !host.TrimStart('*').TrimStart('.').Contains('*', StringComparison.Ordinal);
}

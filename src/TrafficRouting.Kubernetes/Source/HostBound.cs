using System.Runtime.CompilerServices;
using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>Leaves out of the cluster's services the hosts that they may not steer. An unchanged service stays the same object. One caller at a time.</summary>
internal sealed class HostBound(IEnumerable<string> allowed)
{
    private readonly string[] _allowed = [.. allowed.Select(HostName.Normalize)];
    private readonly ConditionalWeakTable<ServiceOptions, ServiceOptions> _bounded = [];

    /// <summary>Gives what may be in force of the options.</summary>
    /// <param name="result">What the cluster gives.</param>
    /// <param name="findings">Where what is left out is told.</param>
    public TrafficRoutingOptions Bound(ManifestResult result, List<Finding> findings)
    {
        if (_allowed.Length == 0)
            return result.Options;
        var bounded = new TrafficRoutingOptions { Mirroring = result.Options.Mirroring };
        foreach (var (name, backend) in result.Options.Backends)
            bounded.Backends[name] = backend;
        foreach (var (name, service) in result.Options.Services)
        {
            var left = service.Hosts.Where(h => !IsAllowed(h)).ToList();
            if (left.Count > 0)
                findings.Add(new(FindingSeverity.Warning, $"Services:{name}:Hosts", $"{string.Join(", ", left)} may not be steered by the cluster: AllowedHosts does not name {(left.Count == 1 ? "it" : "them")}.", result.LocationOf(service)));
            if (left.Count < service.Hosts.Count)
                bounded.Services[name] = left.Count == 0 ? service : _bounded.GetValue(service, Without);
        }

        return bounded;
    }

    private bool IsAllowed(string host) => Array.Exists(_allowed, a => Hostnames.Covers(a, HostName.Normalize(host)));

    private ServiceOptions Without(ServiceOptions service)
    {
        var copy = (ServiceOptions)ServiceOptions.Shape.Copy(service);
        copy.Hosts.Clear();
        foreach (var host in service.Hosts.Where(IsAllowed))
            copy.Hosts.Add(host);
        return copy;
    }
}

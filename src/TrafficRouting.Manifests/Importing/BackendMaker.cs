namespace TrafficRouting.Manifests;

/// <summary>
/// Makes the backend of a destination. An address is taken from endpoints chosen by the subset's labels, else from the host's own
/// DNS name and port; without either, requests are answered as in the mesh, or configuration must give one.
/// </summary>
internal static class BackendMaker
{
    private const int Unavailable = 503;

    public static MadeBackend Make(Destination destination, ImportContext context)
    {
        var host = context.Addresses.Find(destination.Host) ?? new KnownHost(destination.Host);
        var rule = host.HasRule ? host : Hostnames.Broader(host.Name).Select(context.Addresses.Find).FirstOrDefault(h => h is { HasRule: true });
        var subset = destination.Subset is null ? null : rule?.Subsets.GetValueOrDefault(destination.Subset);
        var port = host.Ports.Find(p => p.Number == destination.Port) ?? (destination.Port is { } number ? new KnownPort(number) : null);
        var policy = TrafficPolicy.For(rule?.Policy, subset?.Policy, port?.Number);
        var balancing = policy.LoadBalancing ?? LoadBalancing.InTurn;
        var scheme = policy.IsTls ?? host.IsTls(port) ? "https" : "http";
        var backend = new BackendOptions
        {
            Selection = balancing.Selection,
            Sticky = balancing.Sticky,
            PreserveHost = true,
            Port = port is null ? PortSource.Request : PortSource.Address,
            Http2 = port?.Protocol is PortProtocol.Http2,
        };
        if (destination.Subset is not null && subset is null)
            return new(backend, new(FindingSeverity.Error, $"No DestinationRule gives {host.Name} a subset '{destination.Subset}'."));

        var unresolved = EndpointAddresses.Add(host, subset, port, scheme, backend);
        if (backend.Endpoints.Count == 1)
        {
            backend.Address = backend.Endpoints.Values.First().Address;
            backend.Endpoints.Clear();
        }

        backend.Health = backend.Endpoints.Count > 0 ? policy.Health : null;

        if (backend.Endpoints.Count == 0 && backend.Address is null)
        {
            unresolved ??= WhyUnavailable(host, destination.Subset);
            if (unresolved is { IsAnswered: true })
            {
                backend.DirectResponse = new() { Status = Unavailable };
                return new(backend, unresolved with { Reason = $"{unresolved.Reason} Requests are answered with {Unavailable}." });
            }

            backend.Address = EndpointAddresses.Of(scheme, host.DnsName!, host.LeadsToEndpoints ? port?.TargetPort ?? port?.Number : port?.Number);
            unresolved ??= host.LeadsToEndpoints && port is { TargetName: { } name }
                ? new(FindingSeverity.Warning, $"The port {port.Number} of {host.Name} is the port '{name}' of its Pods, whose number no document gives; {port.Number} is called.")
                : null;
        }

        return new(backend, unresolved ?? WhyPortCounts(host, rule, subset, port) ?? WhyHealthIsMoot(host, policy, backend));
    }

    private static Unresolved? WhyUnavailable(KnownHost host, string? name)
    {
        if (name is not null && host.DnsName is not null && host.Endpoints.Exists(e => e.IsOfUnknownPod))
            return new(FindingSeverity.Warning, $"The labels of {host.Name}'s Pods, which choose the subset '{name}', are in no document; requests go to the whole Service.");
        // Where endpoints are told apart by labels, an empty subset must not be sent to all of them.
        if (host.Endpoints.Exists(e => e.Labels.Count > 0))
            return new(FindingSeverity.Warning, $"No endpoint of {host.Name} carries the labels of the subset '{name}'.") { IsAnswered = true };
        return host.DnsName is null
            ? new(FindingSeverity.Warning, $"{host.Name} has no endpoint, and its name is known to nobody outside the mesh.") { IsAnswered = true }
            : null;
    }

    private static Unresolved? WhyHealthIsMoot(KnownHost host, TrafficPolicy policy, BackendOptions backend) =>
        policy.Health is not null && backend.Health is null && host.Endpoints.Count == 0
            ? new(FindingSeverity.Warning, $"The outlierDetection of {host.Name} leaves nothing out, because no document gives its endpoints.")
            : null;

    private static Unresolved? WhyPortCounts(KnownHost host, KnownHost? rule, KnownSubset? subset, KnownPort? port) =>
        port is null && (rule?.Policy?.Ports.Count ?? 0) + (subset?.Policy?.Ports.Count ?? 0) > 0
            ? new(FindingSeverity.Warning, $"The DestinationRule of {host.Name} has settings for single ports, which have no effect, because no document says which port is called; name it in the destination.")
            : null;
}

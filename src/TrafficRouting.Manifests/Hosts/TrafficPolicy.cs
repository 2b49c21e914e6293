namespace TrafficRouting.Manifests;

/// <summary>How requests to a host, or to a part of its endpoints, are spread and sent, as far as a document says.</summary>
internal sealed record TrafficPolicy
{
    /// <summary>Gets how endpoints are chosen, or null where the policy does not say.</summary>
    public LoadBalancing? LoadBalancing { get; init; }

    /// <summary>Gets when endpoints are left out, or null where the policy does not say.</summary>
    public HealthOptions? Health { get; init; }

    /// <summary>Gets whether https is spoken, or null where the port decides.</summary>
    public bool? IsTls { get; init; }

    /// <summary>Gets the policies of single ports, each in place of the whole.</summary>
    public IReadOnlyDictionary<int, TrafficPolicy> Ports { get; init; } = new Dictionary<int, TrafficPolicy>();

    /// <summary>Gives what holds for calls to a port: of a part's own policy what it says, else the host's.</summary>
    /// <param name="host">The host's policy, or null.</param>
    /// <param name="part">The part's own, or null.</param>
    /// <param name="port">The port, or null when it is not known.</param>
    public static TrafficPolicy For(TrafficPolicy? host, TrafficPolicy? part, int? port)
    {
        var (outer, _) = At(host, port);
        var (inner, isWhole) = At(part, port);
        return isWhole ? inner : new()
        {
            LoadBalancing = inner.LoadBalancing ?? outer.LoadBalancing,
            Health = inner.Health ?? outer.Health,
            IsTls = inner.IsTls ?? outer.IsTls,
        };
    }

    // What a port's own policy leaves out is the default, not what stands around it.
    private static (TrafficPolicy Policy, bool IsOfPort) At(TrafficPolicy? policy, int? port) =>
        port is { } number && policy?.Ports.GetValueOrDefault(number) is { } ofPort ? (ofPort, true) : (policy ?? new(), false);
}

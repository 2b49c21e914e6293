namespace TrafficRouting.Manifests;

/// <summary>A share of a rule's requests.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Target">Where it leads, or null when the reference is invalid.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Filters">What is done with its requests alone.</param>
internal sealed record GatewayBackendRef(Fields Fields, BackendTarget? Target, int Weight, GatewayFilters Filters)
{
    /// <summary>Tells whether its share fails on a route of a Gateway or of a Service.</summary>
    public bool IsInvalid(bool isMesh) => Filters.IsUnresolved || Target is null || !Target.Takes(isMesh);
}

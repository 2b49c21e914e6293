namespace TrafficRouting.AspNetCore;

/// <summary>What goes over a table, in numbers. Entries without traffic in the last minute are left out.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Seconds">How long has been measured, 0 to 60; measuring begins when somebody looks.</param>
/// <param name="Rate">Routed attempts per second over the last ten.</param>
/// <param name="Errors">The share of those that failed, were answered with 5xx or with a failure of gRPC, 0 to 1.</param>
/// <param name="Clients">The attempts of each client to each service.</param>
/// <param name="Backends">What backends of routes answered.</param>
/// <param name="Mirrors">What became of copies.</param>
/// <param name="Unrouted">Requests that pass routing by.</param>
/// <param name="Impaired">Backends and endpoints that are ejected or in their slow start, with or without traffic.</param>
internal sealed record TrafficView(
    DateTimeOffset At,
    int Seconds,
    double Rate,
    double Errors,
    IReadOnlyList<ClientTrafficView> Clients,
    IReadOnlyList<BackendTrafficView> Backends,
    IReadOnlyList<MirrorTrafficView> Mirrors,
    IReadOnlyList<UnroutedTrafficView> Unrouted,
    IReadOnlyList<HealthView> Impaired)
{
    /// <summary>Gets what is known before the first second has passed.</summary>
    public static TrafficView None { get; } = new(default, 0, 0, 0, [], [], [], [], []);
}

namespace TrafficRouting.AspNetCore;

/// <summary>Requests of a client that pass routing by.</summary>
/// <param name="Client">The name of the client; empty where it has none.</param>
/// <param name="Service">The service none of whose routes matched; absent where the host belongs to none.</param>
/// <param name="Rate">Requests per second over the last ten.</param>
internal sealed record UnroutedTrafficView(string Client, string? Service, double Rate);

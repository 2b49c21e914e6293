namespace TrafficRouting.AspNetCore;

/// <summary>The attempts of a client to a service.</summary>
/// <param name="Client">The name of the client; empty where it has none.</param>
/// <param name="Service">The service.</param>
/// <param name="Rate">Attempts per second over the last ten.</param>
internal sealed record ClientTrafficView(string Client, string Service, double Rate);

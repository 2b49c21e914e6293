namespace TrafficRouting.Manifests;

/// <summary>The Service that a backend becomes.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Host">The host that a request is sent with, without port, or null where it is the caller's.</param>
internal sealed record Place(ServiceName Service, int Port, string? Host);

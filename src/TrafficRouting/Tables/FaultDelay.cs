namespace TrafficRouting;

/// <summary>A delay injected into a share of requests.</summary>
/// <param name="Share">The share of requests.</param>
/// <param name="Duration">The delay.</param>
public sealed record FaultDelay(Percentage Share, TimeSpan Duration);

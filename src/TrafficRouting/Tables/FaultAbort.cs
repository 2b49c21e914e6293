namespace TrafficRouting;

/// <summary>An answer that a share of requests gets in place of being sent.</summary>
/// <param name="Share">The share of requests.</param>
/// <param name="Status">The status code.</param>
public sealed record FaultAbort(Percentage Share, int Status);

namespace TrafficRouting.Rollouts;

/// <summary>What a custom metric delivered for one window, or the error it ended in.</summary>
internal sealed record CustomReading(double? Canary, double? Stable, string? Error);

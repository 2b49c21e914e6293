namespace TrafficRouting.Cli;

/// <summary>What is done otherwise, and with which requests.</summary>
internal sealed record Difference(IReadOnlyList<string> Changes, IReadOnlyList<Probe> Probes);

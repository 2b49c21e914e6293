namespace TrafficRouting.Cli;

/// <summary>What a page says is wrong with a call.</summary>
internal sealed record ProblemReading(string? Detail);

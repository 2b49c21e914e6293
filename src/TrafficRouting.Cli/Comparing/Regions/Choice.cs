namespace TrafficRouting.Cli;

/// <summary>What is tried in turn: when it is taken, and what comes of it.</summary>
internal sealed record Choice<T>(Formula When, T Outcome);

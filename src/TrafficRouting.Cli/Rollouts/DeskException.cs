namespace TrafficRouting.Cli;

/// <summary>What was asked of rollouts cannot be had: no server, no leave, no such rollout, a command that does not apply. The message says what to do.</summary>
internal sealed class DeskException(string message) : Exception(message);

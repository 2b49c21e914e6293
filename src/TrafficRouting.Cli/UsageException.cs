namespace TrafficRouting.Cli;

/// <summary>The call itself is wrong; the message says what to write.</summary>
internal sealed class UsageException(string message) : Exception(message);

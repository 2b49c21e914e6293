using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>A logger whose provider is broken: it throws when a measurement is logged.</summary>
internal sealed class ThrowingLogger : ILogger<RolloutEngine>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Debug)
            throw new InvalidOperationException("the disk of the log is full");
    }
}

using Microsoft.Extensions.Logging;

namespace Fleet;

/// <summary>Counts what is logged as an error.</summary>
internal sealed class CountingLogger : ILoggerProvider, ILogger
{
    private long _errors;

    public long Errors => Interlocked.Read(ref _errors);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Interlocked.Increment(ref _errors);
    }

    public void Dispose()
    {
    }
}

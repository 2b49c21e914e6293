using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class MirrorLog
{
    [LoggerMessage(1, LogLevel.Warning, "Mirror backend '{Backend}' keeps failing; it receives no copies for {Pause}.")]
    public static partial void BreakerOpened(ILogger logger, string backend, TimeSpan pause);

    [LoggerMessage(2, LogLevel.Information, "Mirror backend '{Backend}' answers again and receives copies.")]
    public static partial void BreakerClosed(ILogger logger, string backend);

    [LoggerMessage(3, LogLevel.Warning, "Mirrors were still under way {Timeout} after shutdown began; they were cancelled.")]
    public static partial void DrainTimedOut(ILogger logger, TimeSpan timeout);
}

using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class MirrorLog
{
    [LoggerMessage(1, LogLevel.Warning, "Mirror backend '{Backend}' keeps failing ({Reason}); it receives no copies for {Pause}.")]
    public static partial void BreakerOpened(ILogger logger, string backend, string reason, TimeSpan pause);

    [LoggerMessage(2, LogLevel.Information, "Mirror backend '{Backend}' answers again and receives copies.")]
    public static partial void BreakerClosed(ILogger logger, string backend);

    [LoggerMessage(3, LogLevel.Warning, "Mirrors were still under way {Timeout} after shutdown began; they were cancelled.")]
    public static partial void DrainTimedOut(ILogger logger, TimeSpan timeout);

    [LoggerMessage(
        4, LogLevel.Warning,
        "Mirror backend '{Backend}' has the address '{Address}', which only service discovery can resolve, and the client that mirrors are sent through has none. "
        + "Call AddServiceDiscovery() on services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName), or in ConfigureHttpClientDefaults.")]
    public static partial void DiscoveryMissing(ILogger logger, string backend, Uri address);

    [LoggerMessage(
        5, LogLevel.Warning,
        "The primary handler of the client that mirrors are sent through is shared with others, and keeps cookies or follows redirects. It is left as it is, and mirrors "
        + "are sent through a handler of their own. Give this client a handler that nobody else uses, or one that does neither.")]
    public static partial void HandlerShared(ILogger logger);
}

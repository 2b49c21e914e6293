using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class ListenerLog
{
    [LoggerMessage(1, LogLevel.Error, "{Listener} threw when it was told of a request, which went on without it. Further failures of {Listener} are counted only.")]
    public static partial void ListenerFailed(ILogger logger, string listener, Exception exception);
}

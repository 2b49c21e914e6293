using Microsoft.Extensions.Logging;

namespace TrafficRouting;

internal static partial class RouterLog
{
    [LoggerMessage(11, LogLevel.Error, "A handler of TableChanged failed. The new route table is in force all the same.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);
}

using Microsoft.Extensions.Logging;

namespace TrafficRouting.AspNetCore;

internal static partial class ContextLog
{
    [LoggerMessage(1, LogLevel.Debug, "Dropped {Count} of the baggage items that came with a request: not trusted, given twice, or not signed.")]
    public static partial void Dropped(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The options of the traffic context are refused, those before stay in force: {Problem}")]
    public static partial void Refused(ILogger logger, string problem);
}

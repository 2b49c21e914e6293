using Microsoft.Extensions.Logging;

namespace TrafficRouting.Kubernetes;

internal static partial class EventLog
{
    [LoggerMessage(1, LogLevel.Warning, "Events about rollouts are not written to the cluster. {Reason}")]
    public static partial void NotWritten(ILogger logger, string reason);
}

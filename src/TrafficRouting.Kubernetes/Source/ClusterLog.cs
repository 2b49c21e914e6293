using Microsoft.Extensions.Logging;

namespace TrafficRouting.Kubernetes;

internal static partial class ClusterLog
{
    [LoggerMessage(1, LogLevel.Information, "Traffic routing follows the Kubernetes cluster, which was out of sight for {Duration}.")]
    public static partial void Followed(ILogger logger, TimeSpan duration);
}

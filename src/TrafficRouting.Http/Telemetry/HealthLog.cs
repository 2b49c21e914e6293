using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class HealthLog
{
    [LoggerMessage(EventId = 40, Level = LogLevel.Warning, Message = "Backend {Backend}, endpoint {Endpoint}: left out for {Duration} after failures in a row.")]
    public static partial void EndpointEjected(ILogger logger, string backend, string endpoint, TimeSpan duration);

    [LoggerMessage(EventId = 41, Level = LogLevel.Information, Message = "Backend {Backend}, endpoint {Endpoint}: takes requests again.")]
    public static partial void EndpointReturned(ILogger logger, string backend, string endpoint);

    [LoggerMessage(EventId = 44, Level = LogLevel.Warning, Message = "Backend {Backend}: left out for {Duration} after failures in a row.")]
    public static partial void BackendEjected(ILogger logger, string backend, TimeSpan duration);

    [LoggerMessage(EventId = 45, Level = LogLevel.Information, Message = "Backend {Backend}: takes requests again.")]
    public static partial void BackendReturned(ILogger logger, string backend);

    [LoggerMessage(EventId = 42, Level = LogLevel.Warning, Message = "Backend {Backend}, endpoint {Endpoint}: the probe of {Uri} fails: {Reason}")]
    public static partial void ProbeFails(ILogger logger, string backend, string endpoint, Uri uri, string reason);

    [LoggerMessage(EventId = 43, Level = LogLevel.Information, Message = "Backend {Backend}, endpoint {Endpoint}: the probe is answered again.")]
    public static partial void ProbeAnswered(ILogger logger, string backend, string endpoint);
}

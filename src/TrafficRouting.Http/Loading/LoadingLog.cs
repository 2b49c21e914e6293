using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class LoadingLog
{
    [LoggerMessage(1, LogLevel.Information, "Traffic routing is in force: {Services} services, {Backends} backends.")]
    public static partial void Loaded(ILogger logger, int services, int backends);

    [LoggerMessage(2, LogLevel.Warning, "Traffic routing configuration: {Warning}")]
    public static partial void Doubtful(ILogger logger, Finding warning);

    [LoggerMessage(3, LogLevel.Information, "Traffic routing took a new configuration: {Services} services, {Backends} backends.")]
    public static partial void Taken(ILogger logger, int services, int backends);

    [LoggerMessage(4, LogLevel.Error, "Traffic routing refused a new configuration and keeps the last good one: {Problems}")]
    public static partial void Refused(ILogger logger, string problems);
}

using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

internal static partial class LoadingLog
{
    [LoggerMessage(1, LogLevel.Information, "Traffic routing {Path} is in force; services: {Services}, backends: {Backends}.")]
    public static partial void Loaded(ILogger logger, string path, int services, int backends);

    [LoggerMessage(2, LogLevel.Warning, "Traffic routing configuration: {Warning}")]
    public static partial void Warning(ILogger logger, Finding warning);

    [LoggerMessage(3, LogLevel.Information, "Traffic routing accepted a new configuration: {Changes}.")]
    public static partial void Accepted(ILogger logger, string changes);

    [LoggerMessage(4, LogLevel.Error, "Traffic routing rejected a change of {What} and keeps the last good one: {Problems}")]
    public static partial void Rejected(ILogger logger, string what, string problems);

    [LoggerMessage(5, LogLevel.Error, "Traffic routing keeps the last good state of what is broken: {Problems}")]
    public static partial void Broken(ILogger logger, string problems);

    [LoggerMessage(6, LogLevel.Information, "Traffic routing configuration: {Information}")]
    public static partial void Information(ILogger logger, Finding information);
}

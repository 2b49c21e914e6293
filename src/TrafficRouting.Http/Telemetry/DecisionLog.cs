using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>One line for each decision, for whoever looks for why a request went where it did. Names only.</summary>
internal static partial class DecisionLog
{
    [LoggerMessage(10, LogLevel.Debug, "Client '{Client}': service '{Service}', route '{Route}', backend '{Backend}' ({Reason}).", SkipEnabledCheck = true)]
    public static partial void Routed(ILogger logger, string? client, string service, string? route, string? backend, string reason);

    [LoggerMessage(11, LogLevel.Debug, "Client '{Client}': a request to host '{Host}' is not routed: {Reason}.", SkipEnabledCheck = true)]
    public static partial void Unrouted(ILogger logger, string client, string host, string reason);

    [LoggerMessage(12, LogLevel.Warning, "Client '{Client}' is under traffic routing, but host '{Host}' belongs to no service, so its requests go where they are addressed. Check the spelling of its BaseAddress against the Hosts of the services.")]
    public static partial void UnknownHost(ILogger logger, string client, string host);
}

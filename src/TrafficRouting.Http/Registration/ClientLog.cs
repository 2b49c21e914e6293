using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>What is doubtful about the pipeline of a routed client.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Warning, "Client '{Client}' has its primary handler in common with client '{Other}', which is not routed, so the handler is left as it is: its cookie container may send one backend what another one set, "
        + "it follows redirects past routing, and gRPC channels balance below routing. Give the routed client a handler of its own.")]
    public static partial void PrimaryShared(ILogger logger, string client, string other);

    [LoggerMessage(2, LogLevel.Warning, "The primary handler of client '{Client}' was in use before the client was made, so its cookie container stays: it may send one backend what another one set. Set UseCookies = false on the handler.")]
    public static partial void PrimaryInUse(ILogger logger, string client);

    [LoggerMessage(3, LogLevel.Warning, "In client '{Client}' a resilience handler stands outside of traffic routing. A circuit breaker there counts the failures of all backends together and, once open, rejects requests to the healthy ones too; "
        + "its attempt timeout says nothing of which backend was slow. Call AddTrafficResilience (package TrafficRouting.Resilience) in its place, or add it after AddTrafficRouting.")]
    public static partial void ResilienceOutside(ILogger logger, string client);

    [LoggerMessage(4, LogLevel.Warning, "In client '{Client}' {Handler} stands inside of traffic routing, so conditions do not see the headers that it adds. Add it before AddTrafficRouting.")]
    public static partial void HeadersInside(ILogger logger, string client, string handler);
}

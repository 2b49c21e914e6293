using System.Net.Sockets;

namespace TrafficRouting.Http;

/// <summary>Tells what an attempt failed by.</summary>
internal static class FailureAnalysis
{
    public static FailureCause Of(HttpRequestMessage request, Exception failure) => failure switch
    {
        // Nothing beneath: the primary handler's own, by SocketsHttpHandler.ConnectTimeout.
        TaskCanceledException { InnerException: TimeoutException { InnerException: null } } => FailureCause.ConnectTimeout,
        // The caller's own never comes here, so it is a timeout of somebody inside.
        OperationCanceledException or TimeoutException => FailureCause.Timeout,
        HttpRequestException { HttpRequestError: { } error } when Of(error) is { } known => known,
        // A handler inside was answered, as by a server of tokens, before it sent anything.
        HttpRequestException { StatusCode: not null } => FailureCause.None,
        HttpRequestException or IOException => IsOfConnection(request, failure) ? FailureCause.Reset : FailureCause.None,
        // Polly's, by name, because it is no dependency of this package.
        _ => failure.GetType().Name switch
        {
            "BrokenCircuitException" or "IsolatedCircuitException" => FailureCause.NoConnection,
            "TimeoutRejectedException" => FailureCause.Timeout,
            _ => FailureCause.None,
        },
    };

    public static bool IsAmong(FailoverCauses causes, HttpRequestMessage request, HttpResponseMessage? response, Exception? failure) => (response, failure) switch
    {
        (TimeoutAnswer, _) => causes.Timeout,
        ({ } answer, _) => causes.Includes((int)answer.StatusCode),
        (_, { } exception) => Of(request, exception) switch
        {
            FailureCause.NoConnection => causes.ConnectFailure,
            FailureCause.ConnectTimeout => causes.ConnectFailure || causes.Timeout,
            FailureCause.Reset => causes.Reset,
            FailureCause.Timeout => causes.Timeout,
            _ => false,
        },
        _ => false,
    };

    /// <summary>Tells whether nothing of a request has left.</summary>
    public static bool IsBeforeSending(HttpRequestMessage request, Exception? failure) =>
        failure is not null && Of(request, failure) == FailureCause.NoConnection;

    private static FailureCause? Of(HttpRequestError error) => error switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError => FailureCause.NoConnection,
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => FailureCause.Reset,
        HttpRequestError.Unknown => null,
        // What the client asked for cannot be had, or is more than it takes.
        _ => FailureCause.None,
    };

    // A body that is read from elsewhere fails by the same exceptions.
    private static bool IsOfConnection(HttpRequestMessage request, Exception failure)
    {
        if (Resending.IsHeldInMemory(request.Content))
            return failure is not { InnerException: InvalidOperationException };
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException or HttpIOException)
                return true;
        }

        return false;
    }
}

namespace TrafficRouting.Http;

/// <summary>Tells what an attempt failed by.</summary>
internal static class FailureCause
{
    public static bool IsAmong(FailoverCauses causes, HttpResponseMessage? response, Exception? failure, int? timeoutStatus) => (response, failure) switch
    {
        ({ } answer, _) => causes.Includes((int)answer.StatusCode) || (causes.Timeout && (int)answer.StatusCode == timeoutStatus),
        (_, InvalidTargetException) => false,
        (_, { } exception) when IsTimeout(exception) => causes.Timeout,
        // The caller's own.
        (_, OperationCanceledException) => false,
        (_, { } exception) when IsBeforeSending(exception) => causes.ConnectFailure,
        (_, HttpRequestException or IOException) => causes.Reset,
        _ => false,
    };

    /// <summary>Tells whether nothing of a request has left: there was no connection, or a circuit breaker let none be made.</summary>
    public static bool IsBeforeSending(Exception? failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }
        // Polly's, by name, because it is no dependency of this package.
        || failure?.GetType().Name is "BrokenCircuitException" or "IsolatedCircuitException";

    private static bool IsTimeout(Exception failure) =>
        failure is TaskCanceledException { InnerException: TimeoutException } || failure.GetType().Name == "TimeoutRejectedException";
}

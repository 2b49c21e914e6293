namespace TrafficRouting.Http;

/// <summary>Counts attempts for the health of the backend and the endpoint that they were sent to.</summary>
internal static class HealthNotes
{
    public static void Take(in RoutedAttempt attempt)
    {
        // What was not sent, and what the caller wanted no more, says nothing of the backend.
        if (attempt is not { IsSent: true, IsCallerCancellation: false, Endpoint: { } endpoint })
            return;
        if (attempt.Exception is { } exception)
            Failed(endpoint, attempt.Request, exception);
        else if (attempt.IsTimeoutAnswer)
            Note(endpoint, isFailure: true);
        else
            Answered(endpoint, attempt.StatusCode ?? 0, attempt.GrpcStatus);
    }

    /// <summary>Counts an answer.</summary>
    public static void Answered(Endpoint endpoint, int status, int? grpcStatus = null)
    {
        if ((endpoint.BackendHealth ?? endpoint.Health)?.Rules is { } rules)
            Note(endpoint, rules.IsFailure(status, grpcStatus));
    }

    /// <summary>Counts an attempt without an answer, unless what it failed by says nothing of the backend.</summary>
    public static void Failed(Endpoint endpoint, HttpRequestMessage request, Exception failure)
    {
        if ((endpoint.BackendHealth ?? endpoint.Health) is not null && FailureAnalysis.Of(request, failure) != FailureCause.None)
            Note(endpoint, isFailure: true);
    }

    private static void Note(Endpoint endpoint, bool isFailure)
    {
        endpoint.BackendHealth?.Note(isFailure);
        endpoint.Health?.Note(isFailure);
    }
}

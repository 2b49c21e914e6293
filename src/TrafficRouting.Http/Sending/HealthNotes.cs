namespace TrafficRouting.Http;

/// <summary>Counts attempts for the health of the backend and the endpoint that they were sent to.</summary>
internal static class HealthNotes
{
    public static void Take(in RoutedAttempt attempt)
    {
        // What was not sent, and what the caller wanted no more, says nothing of the backend.
        if (attempt is not { IsSent: true, IsCallerCancellation: false })
            return;
        var (backend, endpoint) = (attempt.Decision.Backend?.Health, attempt.Endpoint?.Health);
        if ((backend ?? endpoint)?.Rules is not { } rules || IsFailure(in attempt, rules) is not { } isFailure)
            return;
        backend?.Note(isFailure);
        endpoint?.Note(isFailure);
    }

    // Null where it says nothing of the backend.
    private static bool? IsFailure(in RoutedAttempt attempt, HealthRules rules) => attempt switch
    {
        { Exception: { } exception } => FailureAnalysis.Of(attempt.Request, exception) == FailureCause.None ? null : true,
        _ => attempt.IsTimeoutAnswer || rules.IsFailure(attempt.StatusCode ?? 0, attempt.GrpcStatus),
    };
}

namespace TrafficRouting.Http;

/// <summary>Counts attempts for the health of the backend and the endpoint that they were sent to.</summary>
internal static class HealthNotes
{
    public static void Take(in RoutedAttempt attempt)
    {
        // What was not sent, and what the caller wanted no more, says nothing of the backend.
        if (attempt is not { IsSent: true, IsCallerCancellation: false } || attempt.Decision.Backend is not { Health: { } health })
            return;

        var isFailure = attempt.Exception is not null || attempt.IsTimeoutStatus || health.Rules.IsFailure(attempt.StatusCode ?? 0, attempt.GrpcStatus);
        health.Note(isFailure);
        attempt.Endpoint?.Health?.Note(isFailure);
    }
}

namespace TrafficRouting.Http;

/// <summary>A plain attempt that counts for the health of its backend.</summary>
/// <param name="plain">The attempt.</param>
/// <param name="endpoint">Where it is sent, or null where nothing is.</param>
/// <param name="caller">The caller's token.</param>
internal readonly struct CountedAttempt(PlainAttempt plain, Endpoint? endpoint, CancellationToken caller) : IAttempt
{
    /// <inheritdoc/>
    public void Succeed(HttpResponseMessage response)
    {
        plain.Succeed(response);
        HealthNotes.Answered(endpoint!, (int)response.StatusCode);
    }

    /// <inheritdoc/>
    public HttpResponseMessage? Fail(Exception failure)
    {
        plain.Fail(failure);
        // What was not sent, and what the caller wanted no more, says nothing of the backend.
        if (plain.IsBegun && !(failure is OperationCanceledException && caller.IsCancellationRequested))
            HealthNotes.Failed(endpoint!, plain.Request, failure);
        return null;
    }
}

namespace TrafficRouting.Testing;

/// <summary>A decision that was carried out, and how it ended.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="IsFirstAttempt">Whether it was the first attempt of its request, not a retry.</param>
/// <param name="StatusCode">The status answered, or null when there was no answer.</param>
/// <param name="Exception">What the attempt failed with, or null.</param>
public sealed record FakeDecision(RouteDecision Decision, bool IsFirstAttempt, int? StatusCode, Exception? Exception)
{
    /// <summary>Gets the name of the service.</summary>
    public string Service => Decision.Service.Name;

    /// <summary>Gets the name of the route, or null where none matched.</summary>
    public string? Route => Decision.Route?.Name;

    /// <summary>Gets the name of the backend, or null where the request was answered here.</summary>
    public string? Backend => Decision.Backend?.Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Decision}, {(Exception is null ? StatusCode : Exception.GetType().Name)}";
}

namespace TrafficRouting;

/// <summary>A match of a route that was tried and failed.</summary>
/// <param name="Route">The route.</param>
/// <param name="Reason">The first condition that failed, in words; holds no header or query value of the request.</param>
public sealed record RouteRejection(Route Route, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Route.Name}: {Reason}";
}

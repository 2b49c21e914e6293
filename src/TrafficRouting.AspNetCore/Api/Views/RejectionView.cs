namespace TrafficRouting.AspNetCore;

/// <summary>A match that was tried and failed.</summary>
/// <param name="Route">The route.</param>
/// <param name="Reason">The first condition that failed, in words.</param>
internal sealed record RejectionView(string Route, string Reason);

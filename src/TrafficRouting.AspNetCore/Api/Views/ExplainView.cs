namespace TrafficRouting.AspNetCore;

/// <summary>Where a request would go, and why.</summary>
/// <param name="Outcome">The outcome in a line.</param>
/// <param name="Service">The service that answers to the host; absent for none.</param>
/// <param name="Route">The route taken; absent for none.</param>
/// <param name="Backend">The backend the request is bound to get; absent where that depends on chance or order.</param>
/// <param name="Backends">The backends of the route, each with its weight.</param>
/// <param name="Mirrors">The mirrors of the route.</param>
/// <param name="Rejections">The matches tried before, in order, each with the first condition that failed.</param>
internal sealed record ExplainView(
    string Outcome,
    string? Service,
    string? Route,
    string? Backend,
    IReadOnlyList<WeightView> Backends,
    IReadOnlyList<MirrorView> Mirrors,
    IReadOnlyList<RejectionView> Rejections)
{
    public static ExplainView Of(RouteExplanation explanation)
    {
        var route = explanation.Route is { } taken ? RouteView.Of(taken) : null;
        return new(
            explanation.ToString().Split('\n', 2)[0],
            explanation.Service?.Name,
            route?.Name,
            explanation.Backend?.Name,
            route?.Backends ?? [],
            route?.Mirrors ?? [],
            [.. explanation.Rejections.Select(r => new RejectionView(r.Route.Name, r.Reason))]);
    }
}

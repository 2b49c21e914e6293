namespace TrafficRouting.AspNetCore;

/// <summary>A route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Selection">How a backend is chosen; absent where the route answers by itself.</param>
/// <param name="Answer">What the route answers by itself, such as <c>redirects with 301</c>; absent where it sends to backends.</param>
/// <param name="Overlay">Who laid other weights or mirrors over the configured ones; absent when nobody did.</param>
/// <param name="Backends">The backends with the weights in force.</param>
/// <param name="Mirrors">The mirrors in force.</param>
internal sealed record RouteView(
    string Name, string? Selection, string? Answer, string? Overlay, IReadOnlyList<WeightView> Backends, IReadOnlyList<MirrorView> Mirrors)
{
    public static RouteView Of(Route route) => new(
        route.Name,
        route.Choice?.ToString(),
        AnswerOf(route.Options),
        route.Overlay,
        [.. route.Backends.Select(b => new WeightView(b.Backend.Name, b.Weight))],
        [.. route.Mirrors.Select(m => new MirrorView(m.Backend.Name, m.Options.Percentage, m.Compare is not null))]);

    private static string? AnswerOf(RouteOptions options) => options switch
    {
        { Redirect: { } redirect } => $"redirects with {redirect.Status}",
        { DirectResponse: { } response } => $"answers with {response.Status}",
        _ => null,
    };
}

namespace TrafficRouting.Rollouts;

/// <summary>Which requests of the route go to the canary by a condition, and how many of them.</summary>
public sealed class HeaderRouteOptions
{
    /// <summary>Gets or sets the condition; without it the header route ends.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public MatchOptions? Match { get; set; }

    /// <summary>
    /// Gets or sets the canary's share of the requests that match, in percent, 0 to 100 in hundredths; the stable backend has the rest. Below 100
    /// the two are compared among those requests (an A/B test); at 100 the canary is judged by bounds only.
    /// </summary>
    /// <value>The default is 100.</value>
    public double Weight { get; set; } = 100;

    internal static ObjectShape<HeaderRouteOptions> Shape { get; } = new ObjectShape<HeaderRouteOptions>("rolloutHeaderRoute", "Which requests of the route go to the canary by a condition, and how many of them.")
        .Value("Match", MatchOptions.Shape, o => o.Match, (o, v) => o.Match = (MatchOptions?)v, "The condition, such as a header's; without it the header route ends.")
        .Value("Weight", Scalars.Percentage, o => o.Weight, (o, v) => o.Weight = (double)v!, "The canary's share of the requests that match, in percent, in hundredths. Below 100 both are compared among them; at 100 the canary is judged by bounds only.");
}

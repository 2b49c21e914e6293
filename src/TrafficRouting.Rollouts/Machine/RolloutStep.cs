using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>A validated step, with what earlier steps set. Immutable.</summary>
internal sealed record RolloutStep(RolloutStepKind Kind)
{
    /// <summary>Gets the canary's weight during the step, in percent.</summary>
    public double Weight { get; private init; }

    public TimeSpan? Duration { get; private init; }

    public int Count { get; private init; }

    public int ConsecutiveSuccessLimit { get; private init; }

    /// <summary>Gets the header route in force during the step, or null.</summary>
    public HeaderRouteOptions? HeaderRoute { get; private init; }

    /// <summary>Gets the mirror in force during the step, or null.</summary>
    public MirrorOptions? Mirror { get; private init; }

    /// <summary>Gets a value indicating whether both backends get requests of one kind, so that they can be compared.</summary>
    public bool IsCompared => Weight is > 0 and < 100 || HeaderRoute is { Weight: > 0 and < 100 };

    private string Text { get; init; } = "";

    /// <summary>Returns the steps, each with what those before it set.</summary>
    public static IEnumerable<RolloutStep> From(IEnumerable<RolloutStepOptions> steps)
    {
        var before = new RolloutStep(RolloutStepKind.Set);
        foreach (var step in steps)
            yield return before = before.Next(step);
    }

    /// <summary>Returns how many intervals the analysis of the step takes at least.</summary>
    /// <param name="minRequests">The requests that the canary must have had.</param>
    /// <param name="requests">Its requests in one interval; above 0.</param>
    public long IntervalsFor(int minRequests, long requests) =>
        Math.Max(Math.Max(Count, ConsecutiveSuccessLimit), (minRequests + requests - 1) / requests);

    public override string ToString() => Text;

    private RolloutStep Next(RolloutStepOptions options) => new(KindOf(options))
    {
        Weight = options.SetWeight ?? Weight,
        Duration = options.Pause?.Duration,
        Count = options.Analyze?.Count ?? 0,
        ConsecutiveSuccessLimit = options.Analyze?.ConsecutiveSuccessLimit ?? 0,
        HeaderRoute = options.SetHeaderRoute is { } header ? (header.Match is null ? null : header) : HeaderRoute,
        Mirror = options.SetMirror is { } mirror ? (mirror.Percentage == 0 ? null : mirror) : Mirror,
        Text = string.Join(", ", Parts(options)),
    };

    private static RolloutStepKind KindOf(RolloutStepOptions options) =>
        options.Analyze is not null ? RolloutStepKind.Analyze : options.Pause is not null ? RolloutStepKind.Pause : RolloutStepKind.Set;

    private static IEnumerable<string> Parts(RolloutStepOptions options)
    {
        if (options.SetWeight is { } weight)
            yield return string.Create(CultureInfo.InvariantCulture, $"set weight {weight}");
        if (options.SetHeaderRoute is { } header)
            yield return header.Match is null ? "end header route" : string.Create(CultureInfo.InvariantCulture, $"set header route, weight {header.Weight}");
        if (options.SetMirror is { } mirror)
            yield return mirror.Percentage == 0 ? "end mirror" : "set mirror";
        if (options.Pause is { } pause)
            yield return pause.Duration is null ? "pause until resumed" : $"pause for {pause.Duration}";
        if (options.Analyze is { } analyze)
            yield return analyze.Count == 1 ? "analyze" : $"analyze {analyze.Count} times";
    }
}

namespace TrafficRouting.Rollouts;

/// <summary>A validated step. Immutable.</summary>
internal sealed record RolloutStep(RolloutStepKind Kind)
{
    public int Weight { get; private init; }

    public TimeSpan? Duration { get; private init; }

    public int Count { get; private init; }

    public MatchOptions? HeaderRoute { get; private init; }

    public MirrorOptions? Mirror { get; private init; }

    public static RolloutStep From(RolloutStepOptions options)
    {
        if (options.SetWeight is { } weight)
            return new(RolloutStepKind.SetWeight) { Weight = weight };
        var (mirror, headers) = (options.SetMirror, options.SetHeaderRoute);
        return options.Analyze is { } analyze
            ? new(RolloutStepKind.Analyze) { Count = analyze.Count, HeaderRoute = headers, Mirror = mirror }
            : new(RolloutStepKind.Pause) { Duration = options.Pause?.Duration, HeaderRoute = headers, Mirror = mirror };
    }

    public override string ToString() => Kind switch
    {
        RolloutStepKind.SetWeight => $"set weight {Weight}",
        RolloutStepKind.Analyze => Count == 1 ? "analyze" : $"analyze {Count} times",
        _ => Duration is null ? "pause until resumed" : $"pause for {Duration}",
    };
}

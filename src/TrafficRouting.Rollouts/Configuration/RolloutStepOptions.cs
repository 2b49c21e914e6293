namespace TrafficRouting.Rollouts;

/// <summary>
/// One step: at most one of <see cref="SetWeight"/>, <see cref="Pause"/> and <see cref="Analyze"/>, and what is set from here on. A step without
/// a wait is done at once.
/// </summary>
public sealed class RolloutStepOptions
{
    /// <summary>Gets or sets the canary's weight from here on in percent, 0 to 100 in hundredths; the stable backend has the rest.</summary>
    public double? SetWeight { get; set; }

    /// <summary>Gets or sets a wait.</summary>
    public PauseStepOptions? Pause { get; set; }

    /// <summary>Gets or sets a wait for the analysis to pass.</summary>
    public AnalyzeStepOptions? Analyze { get; set; }

    /// <summary>Gets or sets which requests of the route go to the canary by a condition, from here on until another step says otherwise or the rollout ends.</summary>
    public HeaderRouteOptions? SetHeaderRoute { get; set; }

    /// <summary>
    /// Gets or sets the mirror of the route's requests to the canary, from here on until another step says otherwise (with a percentage of 0 it ends)
    /// or the rollout ends. Copies are not judged.
    /// </summary>
    public MirrorOptions? SetMirror { get; set; }

    internal static ObjectShape<RolloutStepOptions> Shape { get; } = new ObjectShape<RolloutStepOptions>("rolloutStep", "One step: at most one of `SetWeight`, `Pause` and `Analyze`, and what is set from here on.")
        .Value("SetWeight", Scalars.Percentage, o => o.SetWeight, (o, v) => o.SetWeight = (double?)v, "The canary's weight from here on in percent, in hundredths; the stable backend has the rest. Done at once.")
        .Value("Pause", PauseStepOptions.Shape, o => o.Pause, (o, v) => o.Pause = (PauseStepOptions?)v, "A wait at the weight reached.")
        .Value("Analyze", AnalyzeStepOptions.Shape, o => o.Analyze, (o, v) => o.Analyze = (AnalyzeStepOptions?)v, "A wait for the analysis to pass.")
        .Value("SetHeaderRoute", HeaderRouteOptions.Shape, o => o.SetHeaderRoute, (o, v) => o.SetHeaderRoute = (HeaderRouteOptions?)v, "Which requests of the route go to the canary by a condition, from here on.")
        .Value("SetMirror", MirrorOptions.Shape, o => o.SetMirror, (o, v) => o.SetMirror = (MirrorOptions?)v, "A mirror of the route's requests to the canary, from here on; a `Percentage` of 0 ends it. Copies are not judged.")
        .Hint("Weight", "Write 'SetWeight'.")
        .Hint("Analysis", "Write 'Analyze'.")
        .Hint("SetMirrorRoute", "Write 'SetMirror'.")
        .Hint("SetCanaryScale", "Rollouts move traffic and scale nothing.");
}

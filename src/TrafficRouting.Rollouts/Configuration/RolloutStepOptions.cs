namespace TrafficRouting.Rollouts;

/// <summary>
/// One step: exactly one of <see cref="SetWeight"/>, <see cref="Pause"/> and <see cref="Analyze"/>. The latter two may carry
/// a header route or a mirror that lives as long as the step.
/// </summary>
public sealed class RolloutStepOptions
{
    /// <summary>Gets or sets the canary's weight from here on, 0 to 100; the stable backend has the rest.</summary>
    public int? SetWeight { get; set; }

    /// <summary>Gets or sets a wait.</summary>
    public PauseStepOptions? Pause { get; set; }

    /// <summary>Gets or sets a wait for the analysis to pass.</summary>
    public AnalyzeStepOptions? Analyze { get; set; }

    /// <summary>Gets or sets the condition under which requests of the route all go to the canary during this step. They are not judged.</summary>
    public MatchOptions? SetHeaderRoute { get; set; }

    /// <summary>Gets or sets the mirror of the route's requests to the canary during this step. Mirrored requests are not judged.</summary>
    public MirrorOptions? SetMirror { get; set; }

    internal static ObjectShape<RolloutStepOptions> Shape { get; } = new ObjectShape<RolloutStepOptions>("rolloutStep", "One step: exactly one of `SetWeight`, `Pause` and `Analyze`.")
        .Value("SetWeight", Scalars.Integer(0, 100), o => o.SetWeight, (o, v) => o.SetWeight = (int?)v, "The canary's weight from here on; the stable backend has the rest. Done at once.")
        .Value("Pause", PauseStepOptions.Shape, o => o.Pause, (o, v) => o.Pause = (PauseStepOptions?)v, "A wait at the weight reached.")
        .Value("Analyze", AnalyzeStepOptions.Shape, o => o.Analyze, (o, v) => o.Analyze = (AnalyzeStepOptions?)v, "A wait for the analysis to pass.")
        .Value("SetHeaderRoute", MatchOptions.Shape, o => o.SetHeaderRoute, (o, v) => o.SetHeaderRoute = (MatchOptions?)v, "Requests of the route that match all go to the canary during this step, beside `Pause` or `Analyze`. They are not judged.")
        .Value("SetMirror", MirrorOptions.Shape, o => o.SetMirror, (o, v) => o.SetMirror = (MirrorOptions?)v, "A mirror of the route's requests to the canary during this step, beside `Pause` or `Analyze`. Copies are not judged.")
        .OneOf("SetWeight", "Pause", "Analyze")
        .Hint("Weight", "Write 'SetWeight'.")
        .Hint("Analysis", "Write 'Analyze'.")
        .Hint("SetMirrorRoute", "Write 'SetMirror'.")
        .Hint("SetCanaryScale", "Rollouts move traffic and scale nothing.");
}

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
}

namespace TrafficRouting.Rollouts;

/// <summary>A rollout: it owns the weights between a stable and a canary backend of one route.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/rollouts.md">Rollouts in the documentation</seealso>
public sealed class RolloutOptions
{
    /// <summary>Gets or sets a value indicating whether the rollout takes part. Without it the route's configured weights rule.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the service whose route is split. Required.</summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>Gets or sets the route within the service. Required.</summary>
    public string Route { get; set; } = string.Empty;

    /// <summary>Gets or sets the backend that serves today. Required.</summary>
    public string Stable { get; set; } = string.Empty;

    /// <summary>Gets or sets the backend to be promoted. Required.</summary>
    public string Canary { get; set; } = string.Empty;

    /// <summary>Gets or sets a free mark of what the canary runs, such as an image tag; changing it starts the rollout anew.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Revision { get; set; }

    /// <summary>Gets the steps in order. Excludes <see cref="StepWeight"/>; one of the two is required.</summary>
    public IList<RolloutStepOptions> Steps { get; } = [];

    /// <summary>
    /// Gets or sets the shorthand for steps: raise the canary's weight by this much, analyse, and again until <see cref="MaxWeight"/>; 0.01 to 99.
    /// </summary>
    /// <value>The default is <see langword="null"/>: <see cref="Steps"/> are given.</value>
    public double? StepWeight { get; set; }

    /// <summary>Gets or sets the weight at which <see cref="StepWeight"/> stops and the canary is promoted; 0.01 to 99.99 in hundredths.</summary>
    /// <value>The default is 50.</value>
    public double MaxWeight { get; set; } = 50;

    /// <summary>
    /// Gets what a person has to confirm. The rollout pauses before it until it is resumed or promoted.
    /// </summary>
    /// <value>The default is empty: nothing.</value>
    public IList<RolloutGate> Confirm { get; } = [];

    /// <summary>Gets or sets how the canary is judged.</summary>
    public AnalysisOptions Analysis { get; set; } = new();

    /// <summary>Gets or sets what happens when analysis stays inconclusive beyond its limit.</summary>
    /// <value>The default is <see cref="InconclusiveAction.Pause"/>.</value>
    public InconclusiveAction OnInconclusive { get; set; }

    /// <summary>
    /// Gets or sets how long the store may not answer before <see cref="WhenStale"/> applies, 1 second to 1 day: how long a replica that
    /// was cut off may go on by what it knew.
    /// </summary>
    /// <value>The default is <see langword="null"/>: for as long as it takes.</value>
    public TimeSpan? StaleAfter { get; set; }

    /// <summary>Gets or sets what a replica does that has not reached the store for <see cref="StaleAfter"/>.</summary>
    /// <value>The default is <see cref="StaleAction.Keep"/>.</value>
    public StaleAction WhenStale { get; set; }

    internal static ObjectShape<RolloutOptions> Shape { get; } = new ObjectShape<RolloutOptions>("rollout", "A rollout: it owns the weights between a stable and a canary backend of one route.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "Whether the rollout takes part. Without it the route's configured weights apply; the stored state is kept.")
        .Value("Service", Scalars.Name, o => o.Service, (o, v) => o.Service = (string)v!, "The service of the route whose weights the rollout owns. Required.")
        .Value("Route", Scalars.Name, o => o.Route, (o, v) => o.Route = (string)v!, "The route within the service. A route has one rollout. Required.")
        .Value("Stable", Scalars.Name, o => o.Stable, (o, v) => o.Stable = (string)v!, "The backend that serves today. The route's configured weights name no other than it and the canary. Required.")
        .Value("Canary", Scalars.Name, o => o.Canary, (o, v) => o.Canary = (string)v!, "The backend to be promoted. Required.")
        .Value("Revision", Scalars.Text, o => o.Revision, (o, v) => o.Revision = (string?)v, "A free mark of what the canary runs, such as an image tag; changing it starts the rollout anew.")
        .List("Steps", RolloutStepOptions.Shape, o => o.Steps, "The steps in order. Excludes `StepWeight`; one of the two is required.")
        .Value("StepWeight", Scalars.Number(new(0.01, 99)), o => o.StepWeight, (o, v) => o.StepWeight = (double?)v, "The shorthand for steps: raise the canary's weight by this much, analyse, and again until `MaxWeight`, which is never exceeded.")
        .Value("MaxWeight", Scalars.Number(new(0.01, 99.99)), o => o.MaxWeight, (o, v) => o.MaxWeight = (double)v!, "The weight at which `StepWeight` stops. The promotion to 100 follows by itself.")
        .List("Confirm", Scalars.Choice(typeof(RolloutGate)), o => o.Confirm, "What a person has to confirm, by resuming the pause before it.")
        .Value("Analysis", AnalysisOptions.Shape, o => o.Analysis, (o, v) => o.Analysis = (AnalysisOptions)v!, "How the canary is judged.")
        .Value("OnInconclusive", Scalars.Choice(typeof(InconclusiveAction)), o => o.OnInconclusive, (o, v) => o.OnInconclusive = (InconclusiveAction)v!, "What happens when analysis stays inconclusive beyond its limit: wait for a person, wait on, or roll back.")
        .Value("StaleAfter", Scalars.Time(new(1, 86400)), o => o.StaleAfter, (o, v) => o.StaleAfter = (TimeSpan?)v, "How long the store may not answer before `WhenStale` applies; without it for as long as it takes.")
        .Value("WhenStale", Scalars.Choice(typeof(StaleAction)), o => o.WhenStale, (o, v) => o.WhenStale = (StaleAction)v!, "What a replica does that has not reached the store for `StaleAfter`, in a rollout that has not ended: keep the weight it knew, or send all traffic to the stable backend until the store answers.")
        .OneOf("Steps", "StepWeight")
        .Hint("Name", "Rollouts are keyed by name: \"Rollouts\": { \"reviews\": { … } }.");
}

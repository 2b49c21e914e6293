namespace TrafficRouting.Rollouts;

/// <summary>What may be written under a rollout. A key added here belongs into docs/rollouts.md too.</summary>
internal static class RolloutGrammar
{
    private static readonly Shape<PauseStepOptions> Pause = new Shape<PauseStepOptions>()
        .Value("Duration", Scalar.Time, (o, v) => o.Duration = v);

    private static readonly Shape<AnalyzeStepOptions> Analyze = new Shape<AnalyzeStepOptions>()
        .Value("Count", Scalar.Integer, (o, v) => o.Count = v);

    private static readonly Shape<RolloutStepOptions> Step = new Shape<RolloutStepOptions>()
        .Value("SetWeight", Scalar.Integer, (o, v) => o.SetWeight = v)
        .Part("Pause", Pause, o => o.Pause, (o, v) => o.Pause = v)
        .Part("Analyze", Analyze, o => o.Analyze, (o, v) => o.Analyze = v)
        .Part("SetHeaderRoute", Grammar.Match, o => o.SetHeaderRoute, (o, v) => o.SetHeaderRoute = v)
        .Part("SetMirror", Grammar.Mirror, o => o.SetMirror, (o, v) => o.SetMirror = v)
        .Hint("Weight", "Write 'SetWeight'.")
        .Hint("Analysis", "Write 'Analyze'.")
        .Hint("SetMirrorRoute", "Write 'SetMirror'.")
        .Hint("SetCanaryScale", "Rollouts move traffic and scale nothing.");

    private static readonly Shape<MetricOptions> Metric = new Shape<MetricOptions>()
        .Value("Kind", Scalar.Choice<MetricKind>(), (o, v) => o.Kind = v)
        .Value("Percentile", Scalar.Number, (o, v) => o.Percentile = v)
        .Value("MaxLatency", Scalar.Time, (o, v) => o.MaxLatency = v)
        .Value("Min", Scalar.Number, (o, v) => o.Min = v)
        .Value("Max", Scalar.Number, (o, v) => o.Max = v)
        .Value("CompareToStable", Scalar.Flag, (o, v) => o.CompareToStable = v)
        .Value("Tolerance", Scalar.Number, (o, v) => o.Tolerance = v)
        .Value("MinRatio", Scalar.Number, (o, v) => o.MinRatio = v)
        .Value("MaxRatio", Scalar.Number, (o, v) => o.MaxRatio = v)
        .Hint("Name", "Metrics are keyed by name: \"Metrics\": { \"errors\": { … } }.");

    private static readonly Shape<AnalysisOptions> Analysis = new Shape<AnalysisOptions>()
        .Value("Interval", Scalar.Time, (o, v) => o.Interval = v)
        .Value("InitialDelay", Scalar.Time, (o, v) => o.InitialDelay = v)
        .Value("MinRequests", Scalar.Integer, (o, v) => o.MinRequests = v)
        .Value("SignificanceLevel", Scalar.Number, (o, v) => o.SignificanceLevel = v)
        .Value("FailureLimit", Scalar.Integer, (o, v) => o.FailureLimit = v)
        .Value("InconclusiveLimit", Scalar.Integer, (o, v) => o.InconclusiveLimit = v)
        .Value("ConsecutiveErrorLimit", Scalar.Integer, (o, v) => o.ConsecutiveErrorLimit = v)
        .Value("Background", Scalar.Flag, (o, v) => o.Background = v)
        .Value("OutageThreshold", Scalar.Number, (o, v) => o.OutageThreshold = v)
        .List("FailureStatuses", () => Scalar.Text, o => o.FailureStatuses)
        .Map("Metrics", Metric, o => o.Metrics)
        .Hint("Threshold", "Write 'FailureLimit'.");

    public static readonly Shape<RolloutOptions> Rollout = new Shape<RolloutOptions>()
        .Value("Enabled", Scalar.Flag, (o, v) => o.Enabled = v)
        .Value("Service", Scalar.Text, (o, v) => o.Service = v)
        .Value("Route", Scalar.Text, (o, v) => o.Route = v)
        .Value("Stable", Scalar.Text, (o, v) => o.Stable = v)
        .Value("Canary", Scalar.Text, (o, v) => o.Canary = v)
        .Value("Revision", Scalar.Text, (o, v) => o.Revision = v)
        .List("Steps", () => Step, o => o.Steps)
        .Value("StepWeight", Scalar.Integer, (o, v) => o.StepWeight = v)
        .Value("MaxWeight", Scalar.Integer, (o, v) => o.MaxWeight = v)
        .Part("Analysis", Analysis, o => o.Analysis, (o, v) => o.Analysis = v)
        .Value("OnInconclusive", Scalar.Choice<InconclusiveAction>(), (o, v) => o.OnInconclusive = v)
        .Hint("Name", "Rollouts are keyed by name: \"Rollouts\": { \"reviews\": { … } }.");
}

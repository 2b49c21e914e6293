namespace TrafficRouting.Rollouts;

/// <summary>A wait at the weight reached until the analysis has passed.</summary>
public sealed class AnalyzeStepOptions
{
    /// <summary>Gets or sets how many measurements must pass; 1 or more.</summary>
    /// <value>The default is 1.</value>
    public int Count { get; set; } = 1;

    internal static ObjectShape<AnalyzeStepOptions> Shape { get; } = new ObjectShape<AnalyzeStepOptions>("rolloutAnalyze", "A wait at the weight reached until the analysis has passed.")
        .Value("Count", Scalars.Integer(1), o => o.Count, (o, v) => o.Count = (int)v!, "How many measurements must pass.");
}

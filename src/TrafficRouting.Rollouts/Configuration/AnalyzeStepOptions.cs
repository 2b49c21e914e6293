namespace TrafficRouting.Rollouts;

/// <summary>A wait at the weight reached until the analysis has passed.</summary>
public sealed class AnalyzeStepOptions
{
    /// <summary>Gets or sets how many measurements must pass; 1 or more.</summary>
    /// <value>The default is 1.</value>
    public int Count { get; set; } = 1;

    /// <summary>Gets or sets how many of them must pass in a row at the end; 0 or more.</summary>
    /// <value>The default is 0: no matter in what order.</value>
    public int ConsecutiveSuccessLimit { get; set; }

    internal static ObjectShape<AnalyzeStepOptions> Shape { get; } = new ObjectShape<AnalyzeStepOptions>("rolloutAnalyze", "A wait at the weight reached until the analysis has passed.")
        .Value("Count", Scalars.Integer(1), o => o.Count, (o, v) => o.Count = (int)v!, "How many measurements must pass.")
        .Value("ConsecutiveSuccessLimit", Scalars.Integer(0), o => o.ConsecutiveSuccessLimit, (o, v) => o.ConsecutiveSuccessLimit = (int)v!, "How many of them must pass in a row; an inconclusive one or an error begins the row anew.");
}

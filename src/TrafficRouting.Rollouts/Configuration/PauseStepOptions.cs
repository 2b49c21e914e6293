namespace TrafficRouting.Rollouts;

/// <summary>A wait at the weight reached.</summary>
public sealed class PauseStepOptions
{
    /// <summary>Gets or sets how long to wait; above zero, at most 365 days.</summary>
    /// <value>The default is <see langword="null"/>: until a person resumes or promotes.</value>
    public TimeSpan? Duration { get; set; }

    internal static ObjectShape<PauseStepOptions> Shape { get; } = new ObjectShape<PauseStepOptions>("rolloutPause", "A wait at the weight reached.")
        .Value("Duration", Scalars.Time(new(0, 365 * 86400, AboveMin: true)), o => o.Duration, (o, v) => o.Duration = (TimeSpan?)v, "How long to wait; without it until a person resumes or promotes.");
}

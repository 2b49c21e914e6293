namespace TrafficRouting.Rollouts;

/// <summary>A wait at the weight reached.</summary>
public sealed class PauseStepOptions
{
    /// <summary>Gets or sets how long to wait; above zero, at most 365 days.</summary>
    /// <value>The default is <see langword="null"/>: until a person resumes or promotes.</value>
    public TimeSpan? Duration { get; set; }
}

namespace TrafficRouting;

/// <summary>How grave a <see cref="Finding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; the configuration is taken.</summary>
    Warning,

    /// <summary>The configuration is refused; the last good one stays.</summary>
    Error,
}

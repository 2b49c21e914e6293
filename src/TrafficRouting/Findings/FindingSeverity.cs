namespace TrafficRouting;

/// <summary>How grave a <see cref="Finding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>What was done, such as an entry that replaced another.</summary>
    Information,

    /// <summary>Worth knowing; the configuration is accepted.</summary>
    Warning,

    /// <summary>The configuration is rejected; the last good one stays.</summary>
    Error,
}

namespace TrafficRouting.Configuration;

/// <summary>How grave a <see cref="ConfigurationDiagnostic"/> is.</summary>
public enum ConfigurationSeverity
{
    /// <summary>Worth knowing; the configuration is taken.</summary>
    Warning,

    /// <summary>The configuration is refused; the last good one stays.</summary>
    Error,
}

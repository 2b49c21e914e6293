namespace TrafficRouting.Configuration.Reading;

/// <summary>A finding that a document importer hands over through the configuration.</summary>
internal sealed class DiagnosticEntry
{
    public ConfigurationSeverity Severity { get; set; } = ConfigurationSeverity.Error;

    public string Path { get; set; } = "";

    public string Message { get; set; } = "";

    public string? Source { get; set; }

    public ConfigurationDiagnostic ToDiagnostic() => new(Severity, Path, Message, Source);
}

namespace TrafficRouting.Configuration.Reading;

/// <summary>A finding that a document importer hands over through the configuration.</summary>
internal sealed class DiagnosticEntry
{
    public ConfigurationSeverity Severity { get; set; } = ConfigurationSeverity.Error;

    public string Path { get; set; } = "";

    public string Message { get; set; } = "";

    public string? Source { get; set; }

    /// <summary>Gets or sets the backend whose address this is about, or null.</summary>
    public string? Backend { get; set; }

    /// <summary>Gets or sets the address that the document gave the backend; null for none.</summary>
    public string? Address { get; set; }

    public ConfigurationDiagnostic ToDiagnostic() => new(Severity, Path, Message, Source);
}

namespace TrafficRouting;

/// <summary>A finding that a document importer hands over through the configuration.</summary>
internal sealed class DiagnosticEntry
{
    public FindingSeverity Severity { get; set; } = FindingSeverity.Error;

    public string Path { get; set; } = "";

    public string Message { get; set; } = "";

    public string? Source { get; set; }

    /// <summary>Gets or sets the backend whose address this is about, or null.</summary>
    public string? Backend { get; set; }

    /// <summary>Gets or sets the address that the document gave the backend; null for none.</summary>
    public string? Address { get; set; }

    public Finding ToDiagnostic() => new(Severity, Path, Message, Source);
}

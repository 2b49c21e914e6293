namespace TrafficRouting;

/// <summary>A finding that a document importer hands over through the configuration.</summary>
internal sealed class DiagnosticEntry
{
    public static readonly ObjectShape<DiagnosticEntry> Shape = new ObjectShape<DiagnosticEntry>("diagnostic", "")
        .Value("Severity", Scalars.Choice(typeof(FindingSeverity)), o => o.Severity, (o, v) => o.Severity = (FindingSeverity)v!, "")
        .Value("Path", Scalars.Text, o => o.Path, (o, v) => o.Path = (string)v!, "")
        .Value("Message", Scalars.Text, o => o.Message, (o, v) => o.Message = (string)v!, "")
        .Value("Backend", Scalars.Text, o => o.Backend, (o, v) => o.Backend = (string?)v, "")
        .Value("Address", Scalars.Text, o => o.Address, (o, v) => o.Address = (string?)v, "");

    public FindingSeverity Severity { get; set; } = FindingSeverity.Error;

    public string Path { get; set; } = "";

    public string Message { get; set; } = "";

    /// <summary>Gets or sets the backend whose address this is about, or null.</summary>
    public string? Backend { get; set; }

    /// <summary>Gets or sets the address that the document gave the backend; null for none.</summary>
    public string? Address { get; set; }

    public Finding ToFinding() => new(Severity, Path, Message, DocumentHandover.LocationOf(this));
}

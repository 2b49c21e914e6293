namespace TrafficRouting.Manifests;

/// <summary>Something wrong or doubtful in the documents.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Path">The document and field, or the configuration key.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Source">File, line and column.</param>
internal sealed record Finding(FindingSeverity Severity, string Path, string Message, string Source)
{
    /// <summary>Gets the backend whose address this is about; once configuration gives it another address, the finding is moot.</summary>
    public string? Backend { get; init; }

    /// <summary>Gets the address that the documents give the backend, or null for none.</summary>
    public string? Address { get; init; }
}

namespace TrafficRouting.Manifests;

/// <summary>Something wrong or doubtful in the documents.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Path">The document and field.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Position">Where it is written.</param>
internal sealed record ImportFinding(FindingSeverity Severity, string Path, string Message, Position Position)
{
    public Finding ToFinding() => new(Severity, Path, Message, Position.Location);
}

namespace TrafficRouting.Http;

/// <summary>One thing that was found or done when the configuration was read.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Text">What was found, or what changed.</param>
/// <param name="Path">The configuration path; null where it concerns the whole.</param>
/// <param name="Location">Where it is written, when it came from a document.</param>
internal sealed record LoadNote(DateTimeOffset At, LoadNoteKind Kind, string Text, string? Path = null, SourceLocation? Location = null)
{
    public static LoadNote Of(Finding finding, DateTimeOffset at)
    {
        var kind = finding.Severity switch
        {
            FindingSeverity.Error => LoadNoteKind.Error,
            FindingSeverity.Warning => LoadNoteKind.Warning,
            _ => LoadNoteKind.Information,
        };
        return new(at, kind, finding.Message, finding.Path, finding.Location);
    }
}

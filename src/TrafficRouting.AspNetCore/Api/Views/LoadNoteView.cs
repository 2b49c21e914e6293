using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>One thing that was found or done when the configuration was read.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Text">What was found, or what changed.</param>
/// <param name="Path">The configuration path; absent where it concerns the whole.</param>
/// <param name="Location">File, line and column; absent where it came from no document.</param>
internal sealed record LoadNoteView(DateTimeOffset At, LoadNoteKind Kind, string Text, string? Path, string? Location)
{
    public static LoadNoteView Of(LoadNote note) => new(note.At, note.Kind, note.Text, note.Path, note.Location?.ToString());
}

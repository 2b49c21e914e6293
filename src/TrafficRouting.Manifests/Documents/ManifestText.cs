namespace TrafficRouting.Manifests;

/// <summary>A text that was read, such as a file.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Documents">Its documents; none when it cannot be read.</param>
/// <param name="Notes">What was found while it was read.</param>
/// <param name="Unreachable">Why its content could not be had, which may be otherwise at the next look; null where it could.</param>
internal sealed record ManifestText(string Name, IReadOnlyList<ManifestDocument> Documents, ReadingNotes Notes, string? Unreachable = null)
{
    /// <summary>Makes a text that says no more than why it cannot be read.</summary>
    public static ManifestText Rejected(string name, string message, bool isReachable = true)
    {
        var notes = new ReadingNotes();
        notes.Add(new ImportFinding(FindingSeverity.Error, name, message, new(name, 1, 1)));
        return new(name, [], notes, isReachable ? null : message);
    }
}

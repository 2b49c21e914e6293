namespace TrafficRouting.Manifests;

/// <summary>What the other form has no words for, so that nothing is dropped silently.</summary>
/// <param name="locationOf">Gives where an entry at a path is written, or null.</param>
internal sealed class Unsaid(Func<string, object, SourceLocation?> locationOf)
{
    private readonly List<Finding> _found = [];

    public IReadOnlyList<Finding> Found => _found;

    /// <summary>Takes note of something.</summary>
    /// <param name="path">Where it is said, below the section.</param>
    /// <param name="entry">What has it.</param>
    /// <param name="message">What is not said, and what becomes of it.</param>
    public void Add(string path, object entry, string message)
    {
        var finding = new Finding(FindingSeverity.Warning, path, message, locationOf(path, entry));
        if (!_found.Contains(finding))
            _found.Add(finding);
    }

    /// <summary>Takes note of all keys that an object gives, but for those that are said.</summary>
    public void AddKeys(string path, ObjectShape shape, object entry, IReadOnlyCollection<string> said)
    {
        foreach (var key in shape.Keys.Where(k => !said.Contains(k.Name, StringComparer.Ordinal) && k.IsGiven(entry)))
            Add(Text.Join(path, key.Name), entry, "HTTPRoute has nothing for it; it is left out.");
    }

    public SourceLocation? LocationOf(string path, object entry) => locationOf(path, entry);
}

namespace TrafficRouting;

/// <summary>A place in the options under examination, and where findings about it go.</summary>
internal sealed class Scope
{
    private readonly OwnFindings _findings;
    private readonly Scope? _parent;
    private readonly string _key;

    private Scope(OwnFindings findings, Scope? parent, string key)
    {
        _findings = findings;
        _parent = parent;
        _key = key;
    }

    /// <summary>Gets how many levels it lies below the section.</summary>
    public int Depth => _parent is null ? 0 : _parent.Depth + 1;

    /// <summary>Begins with the whole.</summary>
    /// <param name="path">The path of the section.</param>
    /// <param name="findings">Where findings go.</param>
    public static Scope Root(string path, OwnFindings findings) => new(findings, parent: null, path);

    /// <summary>Goes down to a key.</summary>
    public Scope At(string key) => new(_findings, this, key);

    /// <summary>Goes down to an item of a list, under the key it is written under.</summary>
    public Scope At(string key, object list, int index) => At(key).At(ListKeys.Of(list, index));

    /// <summary>Tells whether there is room for a pattern.</summary>
    public bool TryTake(string pattern, out bool isToReport) => _findings.TryTake(pattern, out isToReport);

    public void Error(string message) => Add(FindingSeverity.Error, message);

    public void Warn(string message) => Add(FindingSeverity.Warning, message);

    /// <summary>Reports something missing, unless what is written here is wrong in itself or could not be read, which says enough.</summary>
    public void Missing(string message)
    {
        if (!_findings.HasErrorAt(Path()))
            Add(FindingSeverity.Error, message, isMissing: true);
    }

    private void Add(FindingSeverity severity, string message, bool isMissing = false) =>
        _findings.Add(new(severity, Path(), message), isMissing);

    // Put together only where there is something to report, since a large configuration has more than a million parts.
    private string Path() => _parent is null ? _key : Text.Join(_parent.Path(), _key);
}

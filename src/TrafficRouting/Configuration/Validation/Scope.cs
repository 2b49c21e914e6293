namespace TrafficRouting;

/// <summary>A place in the options under examination, and where findings about it go.</summary>
internal sealed class Scope
{
    private readonly OwnFindings _findings;
    private readonly Func<object, SourceLocation?>? _locationOf;
    private readonly Scope? _parent;
    private readonly string _key;
    private readonly object? _entry;

    private Scope(OwnFindings findings, Func<object, SourceLocation?>? locationOf, Scope? parent, string key, object? entry)
    {
        Depth = parent is null ? 0 : parent.Depth + 1;
        _findings = findings;
        _locationOf = locationOf;
        _parent = parent;
        _key = key;
        _entry = entry;
    }

    /// <summary>Gets how many levels it lies below the section.</summary>
    public int Depth { get; }

    /// <summary>Begins with the whole.</summary>
    /// <param name="path">The path of the section.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="locationOf">Tells where an entry of the options is written, when that is known.</param>
    public static Scope Root(string path, OwnFindings findings, Func<object, SourceLocation?>? locationOf = null) =>
        new(findings, locationOf, parent: null, path, entry: null);

    /// <summary>Goes down to a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">What stands there, if it may be written in another place than what is around it.</param>
    public Scope At(string key, object? entry = null) => new(_findings, _locationOf, this, key, entry);

    /// <summary>Goes down to an item of a list, under the key it is written under.</summary>
    public Scope At(string key, object list, int index, object? entry = null) => At(key).At(ListKeys.Of(list, index), entry);

    public void Error(string message) => Add(FindingSeverity.Error, message);

    public void Warn(string message) => Add(FindingSeverity.Warning, message);

    /// <summary>Reports something missing, unless what is written here is wrong in itself or could not be read, which says enough.</summary>
    public void Missing(string message)
    {
        if (!_findings.HasErrorAt(Path()))
            Add(FindingSeverity.Error, message, isMissing: true);
    }

    private void Add(FindingSeverity severity, string message, bool isMissing = false) =>
        _findings.Add(new(severity, Path(), message, Location()), isMissing);

    // Put together only where there is something to report, since a large configuration has more than a million parts.
    private string Path() => _parent is null ? _key : Text.Join(_parent.Path(), _key);

    private SourceLocation? Location() => (_entry is null ? null : _locationOf?.Invoke(_entry)) ?? _parent?.Location();
}

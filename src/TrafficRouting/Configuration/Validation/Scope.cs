namespace TrafficRouting;

/// <summary>A place in the options under examination, and where findings about it go.</summary>
internal sealed class Scope
{
    private readonly List<ScopedFinding> _findings;
    private readonly Scope? _parent;
    private readonly string _key;
    private readonly object? _entry;

    private Scope(List<ScopedFinding> findings, Scope? parent, string key, object? entry)
    {
        _findings = findings;
        _parent = parent;
        _key = key;
        _entry = entry;
    }

    /// <summary>Gets the path; put together only where there is something to report, since a large configuration has more than a million places.</summary>
    public string Path => _parent is null ? _key : Text.Join(_parent.Path, _key);

    public static Scope Root(string path, List<ScopedFinding> findings) => new(findings, parent: null, path, entry: null);

    /// <summary>Goes to a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The options there, when they may have a location of their own.</param>
    public Scope At(string key, object? entry = null) => new(_findings, this, key, entry);

    public Scope At(string key, int index, object? entry = null) => At(key).At(Text.Of(index), entry);

    public void Error(string message) => Add(FindingSeverity.Error, message);

    public void Warn(string message) => Add(FindingSeverity.Warning, message);

    /// <summary>Reports something missing, unless what is written here is wrong in itself or could not be read, which says enough.</summary>
    public void Missing(string message)
    {
        var path = Path;
        if (!_findings.Exists(finding => finding.Severity is FindingSeverity.Error && IsAtOrBelow(finding.Scope.Path, path)))
            _findings.Add(new(FindingSeverity.Error, this, message, IsMissing: true));
    }

    /// <summary>Finds where the nearest entry with a location is written.</summary>
    public string? Locate(Func<object, string?> locate) =>
        (_entry is null ? null : locate(_entry)) ?? _parent?.Locate(locate);

    public static bool IsAtOrBelow(string path, string parent) =>
        path.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (path.Length == parent.Length || path[parent.Length] == ':');

    private void Add(FindingSeverity severity, string message) => _findings.Add(new(severity, this, message));
}

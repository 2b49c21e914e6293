namespace TrafficRouting;

/// <summary>The part of the options under examination, and where findings about it go.</summary>
internal sealed class Scope
{
    private readonly List<Finding> _findings;
    private readonly Scope? _parent;
    private readonly string _key;
    private readonly string? _source;

    private Scope(TrafficRoutingOptions options, List<Finding> findings, Scope? parent, string key, string? source)
    {
        Options = options;
        _findings = findings;
        _parent = parent;
        _key = key;
        _source = source;
    }

    /// <summary>Gets the whole, for what refers to other parts.</summary>
    public TrafficRoutingOptions Options { get; }

    public static Scope Root(TrafficRoutingOptions options, List<Finding> findings) =>
        new(options, findings, parent: null, options.SectionPath, source: null);

    public Scope At(string key, string? source = null) =>
        new(Options, _findings, this, key, source ?? _source) { Depth = Depth + 1 };

    /// <summary>Gets how many levels it lies below the section.</summary>
    public int Depth { get; private init; }

    /// <summary>Gives an item of a list, under the key it is written under.</summary>
    public Scope At(string key, object list, int index) => At(key).At(ListKeys.Of(list, index));

    public Scope At(string key, int index, string? source = null) => At(key).At(Text.Of(index), source);

    public void Error(string message) => Add(FindingSeverity.Error, message);

    public void Warn(string message) => Add(FindingSeverity.Warning, message);

    /// <summary>Reports something missing, unless what was written here could not be read, which says enough.</summary>
    public void Missing(string message)
    {
        var written = Written();
        if (!_findings.Any(finding => finding.Severity is FindingSeverity.Error && IsAtOrBelow(finding.Path, written)))
            Error(message);
    }

    private static bool IsAtOrBelow(string path, string parent) =>
        path.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (path.Length == parent.Length || path[parent.Length] == ':');

    private void Add(FindingSeverity severity, string message) =>
        _findings.Add(new(severity, Written(), message, _source));

    // Put together only where there is something to report, since a large configuration has more than a million parts.
    private string Path() => _parent is null ? _key : Text.Join(_parent.Path(), _key);

    /// <summary>The path as it is written: items of lists may stand under any key.</summary>
    private string Written()
    {
        var path = Path();
        for (var end = path.Length; end > 0; end = path.LastIndexOf(':', end - 1))
        {
            if (Options.WrittenPaths.TryGetValue(path[..end], out var written))
                return written + path[end..];
        }

        return path;
    }
}

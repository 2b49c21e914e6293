namespace TrafficRouting;

/// <summary>What validation found in an entry by itself. Read-only once the entry was looked at.</summary>
internal sealed class OwnFindings
{
    private readonly List<Found> _findings = [];
    private PatternBudget? _budget;
    private HashSet<string>? _patterns;

    public int Count => _findings.Count;

    /// <summary>Gets a value indicating whether nothing was found that has to be kept.</summary>
    public bool IsEmpty => Count == 0 && _patterns is null && !IsOverBudget;

    /// <summary>Gets the different patterns of the entry.</summary>
    public IReadOnlyCollection<string> Patterns => _patterns ?? (IReadOnlyCollection<string>)[];

    /// <summary>Gets a value indicating whether a pattern was not looked at, because there were too many; another load may have room for it.</summary>
    public bool IsOverBudget { get; private set; }

    /// <summary>Counts patterns from here on.</summary>
    public void Use(PatternBudget budget) => _budget = budget;

    /// <summary>Tells whether there is room for a pattern.</summary>
    public bool TryTake(string pattern, out bool isToReport)
    {
        isToReport = false;
        if (_budget is null)
            return true;
        var isTaken = _budget.TryTake(pattern, out isToReport);
        IsOverBudget |= !isTaken;
        if (isTaken)
            (_patterns ??= new(StringComparer.Ordinal)).Add(pattern);
        return isTaken;
    }

    /// <summary>Adds a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isMissing">Whether it is about something missing, which may only have been unreadable.</param>
    public void Add(Finding finding, bool isMissing = false) => _findings.Add(new(finding, isMissing));

    public void Add(OwnFindings others)
    {
        _findings.AddRange(others._findings);
        IsOverBudget |= others.IsOverBudget;
        if (others._patterns is { } patterns)
            (_patterns ??= new(StringComparer.Ordinal)).UnionWith(patterns);
    }

    public bool HasErrorAt(string path) => _findings.Exists(found => IsErrorAt(found.Finding, path));

    /// <summary>Adds all to what reading found, except what reading said in other words.</summary>
    public void AddTo(List<Finding> findings)
    {
        foreach (var found in _findings)
        {
            if (!found.IsMissing || !findings.Exists(other => IsErrorAt(other, found.Finding.Path)))
                findings.Add(found.Finding);
        }
    }

    private static bool IsErrorAt(Finding finding, string path) =>
        finding.Severity is FindingSeverity.Error
        && finding.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase)
        && (finding.Path.Length == path.Length || finding.Path[path.Length] == ':');

    private sealed record Found(Finding Finding, bool IsMissing);
}

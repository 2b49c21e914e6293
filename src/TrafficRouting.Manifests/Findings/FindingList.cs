namespace TrafficRouting.Manifests;

/// <summary>Findings, so many at most that nobody is told more than anyone reads. Errors push out warnings, never the other way round.</summary>
internal sealed class FindingList
{
    private const int MaxCount = 500;

    private readonly List<ImportFinding> _found = [];
    private readonly HashSet<ImportFinding> _known = [];
    private int _left;

    /// <summary>Gets a value indicating whether one of them is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Gets the findings, errors first.</summary>
    public IEnumerable<ImportFinding> Found
    {
        get
        {
            var found = _found.OrderByDescending(d => d.Severity);
            return _left == 0 ? found : found.Append(new(FindingSeverity.Warning, "TrafficRouting", $"{_left} more findings are not shown.", _found[0].Position));
        }
    }

    public void Add(ImportFinding finding)
    {
        if (!_known.Add(finding))
            return;
        HasErrors |= finding.Severity is FindingSeverity.Error;
        if (_found.Count < MaxCount || (finding.Severity is FindingSeverity.Error && MakeRoom()))
            _found.Add(finding);
        else
            _left++;
    }

    public void AddRange(FindingList other)
    {
        foreach (var finding in other._found)
            Add(finding);
        _left += other._left;
    }

    private bool MakeRoom()
    {
        var warning = _found.FindLastIndex(d => d.Severity is FindingSeverity.Warning);
        if (warning < 0)
            return false;
        _found.RemoveAt(warning);
        _left++;
        return true;
    }
}

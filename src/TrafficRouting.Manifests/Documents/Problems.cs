namespace TrafficRouting.Manifests;

/// <summary>Gathers what is wrong or doubtful in the documents, so that all of it is told at once. Bounded.</summary>
internal sealed class Problems
{
    private const int Most = 500;
    private const int LongestPath = 500;
    private const int LongestMessage = 2_000;

    private readonly List<Finding> _found = [];
    private readonly Dictionary<object, SourceLocation> _locations = new(ReferenceEqualityComparer.Instance);
    private int _left;

    /// <summary>Gets a value indicating whether something is wrong that no other source of configuration can make good.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Gets the findings, errors first.</summary>
    public IEnumerable<Finding> Found
    {
        get
        {
            var found = _found.OrderByDescending(d => d.Severity);
            return _left == 0 ? found : found.Append(new(FindingSeverity.Warning, "TrafficRouting", $"{_left} more findings are not shown.", _found[0].Source));
        }
    }

    /// <summary>Gets where options are written.</summary>
    public IReadOnlyDictionary<object, SourceLocation> Locations => _locations;

    /// <summary>Remembers where options are written.</summary>
    public void Locate(object options, Position position)
    {
        _locations[options] = new(position.File, position.Line, position.Column);
        OptionsSource.Set(options, position.Source);
    }

    public void Error(Position position, string path, string message)
    {
        HasErrors = true;
        Add(FindingSeverity.Error, position, path, message);
    }

    public void Warning(Position position, string path, string message) =>
        Add(FindingSeverity.Warning, position, path, message);

    public void Add(Finding finding)
    {
        if (_found.Count < Most || (finding.Severity == FindingSeverity.Error && MakeRoom()))
            _found.Add(finding);
        else
            _left++;
    }

    private void Add(FindingSeverity severity, Position position, string path, string message) =>
        Add(new(severity, Words.Short(path, LongestPath), Words.Short(message, LongestMessage), position.ToString()));

    // Errors push out warnings, never the other way round.
    private bool MakeRoom()
    {
        var warning = _found.FindLastIndex(d => d.Severity == FindingSeverity.Warning);
        if (warning < 0)
            return false;
        _found.RemoveAt(warning);
        _left++;
        return true;
    }
}

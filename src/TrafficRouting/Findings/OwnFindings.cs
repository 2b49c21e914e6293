namespace TrafficRouting;

/// <summary>What validation found in an entry by itself. Read-only once the entry was looked at.</summary>
internal sealed class OwnFindings
{
    private readonly List<(Finding Finding, bool IsMissing)> _findings = [];

    public int Count => _findings.Count;

    /// <summary>Adds a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isMissing">Whether it is about something missing, which may only have been unreadable.</param>
    public void Add(Finding finding, bool isMissing = false) => _findings.Add((finding, isMissing));

    public void Add(OwnFindings others) => _findings.AddRange(others._findings);

    public bool HasErrorAt(string path) => _findings.Exists(found => IsErrorAt(found.Finding, path));

    /// <summary>Adds all to what reading found, except what reading said in other words.</summary>
    public void AddTo(List<Finding> findings)
    {
        foreach (var (finding, isMissing) in _findings)
        {
            if (!isMissing || !findings.Exists(other => IsErrorAt(other, finding.Path)))
                findings.Add(finding);
        }
    }

    private static bool IsErrorAt(Finding finding, string path) =>
        finding.Severity is FindingSeverity.Error
        && finding.Path.StartsWith(path, StringComparison.OrdinalIgnoreCase)
        && (finding.Path.Length == path.Length || finding.Path[path.Length] == ':');
}

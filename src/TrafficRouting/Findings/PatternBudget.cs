namespace TrafficRouting;

/// <summary>Counts the different patterns of a configuration, because each takes its time and memory. One caller at a time.</summary>
internal sealed class PatternBudget
{
    /// <summary>The most different patterns of one table; together they take up to 0.6 GB.</summary>
    public const int Max = 1_000;

    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private bool _isReported;

    /// <summary>Begins a load with the patterns of the entries that are kept.</summary>
    public void Begin(IEnumerable<OwnFindings> kept)
    {
        _patterns.Clear();
        _isReported = false;
        foreach (var own in kept)
            _patterns.UnionWith(own.Patterns);
    }

    /// <summary>Takes a pattern in, unless there are too many others; whether that is to be reported, which is so once a load.</summary>
    public bool TryTake(string pattern, out bool isToReport)
    {
        isToReport = false;
        if (_patterns.Contains(pattern) || (_patterns.Count < Max && _patterns.Add(pattern)))
            return true;
        isToReport = !_isReported;
        _isReported = true;
        return false;
    }
}

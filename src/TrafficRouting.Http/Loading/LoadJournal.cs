namespace TrafficRouting.Http;

/// <summary>Keeps what the last loads of a table brought about, for whoever looks later. Safe for concurrent use.</summary>
internal sealed class LoadJournal(TimeProvider time)
{
    /// <summary>The number of notes that are kept.</summary>
    public const int Capacity = 50;

    private readonly Lock _writing = new();
    private volatile IReadOnlyList<LoadNote> _notes = [];
    private volatile IReadOnlyList<Finding> _current = [];
    private volatile string? _failure;

    /// <summary>Gets the last notes, the latest first.</summary>
    public IReadOnlyList<LoadNote> Notes => _notes;

    /// <summary>Gets all that is to be said about the sources as they are now.</summary>
    public IReadOnlyList<Finding> Current => _current;

    /// <summary>Gets what keeps sources from being in force as they are.</summary>
    public IEnumerable<string> Errors => _failure is { } failure ? [failure] : Current.Where(f => f.Severity is FindingSeverity.Error).Select(f => f.ToString());

    /// <summary>Takes note of a load that could not be made at all.</summary>
    public void Failed(string problem)
    {
        _failure = problem;
        Note(LoadNoteKind.Error, problem);
    }

    public void Found(RoutingLoad load, IReadOnlyList<Finding> added)
    {
        var now = time.GetUtcNow();
        lock (_writing)
        {
            _failure = null;
            _current = load.Findings;
            Add(added.Take(Capacity).Select(f => LoadNote.Of(f, now)));
        }
    }

    public void Note(LoadNoteKind kind, string text)
    {
        lock (_writing)
            Add([new(time.GetUtcNow(), kind, text)]);
    }

    private void Add(IEnumerable<LoadNote> notes) => _notes = notes.Concat(_notes).Take(Capacity).ToArray();
}

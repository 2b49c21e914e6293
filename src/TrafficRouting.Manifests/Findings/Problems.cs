namespace TrafficRouting.Manifests;

/// <summary>Takes down what is wrong or doubtful in the documents, so that all of it is told at once, in the notes of what is read at the time.</summary>
internal sealed class Problems
{
    private const int MaxPathLength = 500;
    private const int MaxMessageLength = 2_000;

    private ReadingNotes _notes = new();

    /// <summary>Gets what these notes have, errors first.</summary>
    public IEnumerable<ImportFinding> Found => _notes.Findings?.Found ?? [];

    /// <summary>Begins notes, within others or not.</summary>
    /// <returns>The notes it interrupts, which go on when these end.</returns>
    public ReadingNotes Begin(ReadingNotes notes)
    {
        var interrupted = _notes;
        _notes = notes;
        return interrupted;
    }

    /// <summary>Remembers where options are written.</summary>
    public void Locate(object options, Position position) => _notes.Locate(options, position);

    public void Error(Position position, string path, string message) => Add(FindingSeverity.Error, position, path, message);

    public void Warning(Position position, string path, string message) => Add(FindingSeverity.Warning, position, path, message);

    private void Add(FindingSeverity severity, Position position, string path, string message) =>
        _notes.Add(new ImportFinding(severity, Words.Short(path, MaxPathLength), Words.Short(message, MaxMessageLength), position));
}

namespace TrafficRouting.Manifests;

/// <summary>Takes down what is wrong or doubtful in the documents, so that all of it is told at once, with the step of the import that found it.</summary>
internal sealed class Problems
{
    private const int MaxPathLength = 500;
    private const int MaxMessageLength = 2_000;

    /// <summary>Gets the step that is under way.</summary>
    public ImportStep Step { get; private set; } = new();

    /// <summary>Gets what this step found, errors first.</summary>
    public IEnumerable<ImportFinding> Found => Step.Findings?.Found ?? [];

    /// <summary>Begins a step, within another one or not.</summary>
    /// <returns>The step it interrupts, which goes on when this one ends.</returns>
    public ImportStep Begin(ImportStep step)
    {
        var interrupted = Step;
        Step = step;
        return interrupted;
    }

    /// <summary>Remembers where options are written.</summary>
    public void Locate(object options, Position position) => Step.Locate(options, position);

    public void Error(Position position, string path, string message) => Add(FindingSeverity.Error, position, path, message);

    public void Warning(Position position, string path, string message) => Add(FindingSeverity.Warning, position, path, message);

    private void Add(FindingSeverity severity, Position position, string path, string message) =>
        Step.Add(new ImportFinding(severity, Words.Short(path, MaxPathLength), Words.Short(message, MaxMessageLength), position));
}

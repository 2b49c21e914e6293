using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Logs and counts what became of loads, each finding once. Throws nothing, whatever loggers and listeners do. One caller at a time.</summary>
internal sealed class LoadReporter(string table, IReadOnlyList<SectionPart> parts, LoadTelemetry telemetry, LoadJournal journal, ILogger logger)
{
    private HashSet<Finding> _known = [];
    private string? _failure;

    /// <summary>Gets a value indicating whether all sources are in force as they are now.</summary>
    public bool IsOk { get; private set; } = true;

    public void Started(RoutingLoad load, string path) => Safely(() =>
    {
        var added = Take(load);
        LoadingLog.Loaded(logger, path, load.Options.Services.Count, load.Options.Backends.Count);
        Log(load, added);
    });

    /// <summary>Tells of a load after the first.</summary>
    /// <param name="before">What was in force before.</param>
    /// <param name="load">The load.</param>
    /// <param name="isSwapped">Whether it is in force.</param>
    public void Reloaded(RoutingLoad before, RoutingLoad load, bool isSwapped)
    {
        var wasOk = IsOk;
        _failure = null;
        var added = Take(load);
        Safely(() =>
        {
            if (isSwapped)
            {
                var changes = LoadChanges.Describe(before, load, parts);
                journal.Note(LoadNoteKind.Accepted, changes);
                telemetry.Reloaded(table, accepted: true);
                LoadingLog.Accepted(logger, changes);
            }
        });
        if (IsOk && !wasOk)
            journal.Note(LoadNoteKind.Recovered, "all sources are in force as they are");
        Safely(() =>
        {
            if (added.Exists(f => f.Severity is FindingSeverity.Error))
                telemetry.Reloaded(table, accepted: false);
            Log(load, added);
        });
    }

    /// <summary>Tells of a load that ended in an exception; the same one is told once.</summary>
    public void Failed(Exception exception)
    {
        IsOk = false;
        var problem = exception is OptionsValidationException invalid ? string.Join(Environment.NewLine, invalid.Failures) : exception.Message;
        if (string.Equals(problem, _failure, StringComparison.Ordinal))
            return;
        _failure = problem;
        journal.Failed(problem);
        Safely(() =>
        {
            telemetry.Reloaded(table, accepted: false);
            LoadingLog.Rejected(logger, "the configuration", problem);
        });
    }

    private static void Safely(Action report)
    {
        try
        {
            report();
        }
        catch (Exception)
        {
            // The logger failed. The callers of change callbacks and timers do not expect exceptions.
            return;
        }
    }

    private List<Finding> Take(RoutingLoad load)
    {
        IsOk = load.IsValid && !load.Errors.Any();
        var added = load.Findings.Where(f => !_known.Contains(f)).ToList();
        _known = [.. load.Findings];
        journal.Found(load, added);
        return added;
    }

    private void Log(RoutingLoad load, List<Finding> added)
    {
        foreach (var finding in added.Where(f => f.Severity is FindingSeverity.Warning))
            LoadingLog.Warning(logger, finding);
        foreach (var finding in added.Where(f => f.Severity is FindingSeverity.Information))
            LoadingLog.Information(logger, finding);

        var errors = string.Join(Environment.NewLine, added.Where(f => f.Severity is FindingSeverity.Error));
        if (errors.Length == 0)
            return;
        if (load.IsValid && load.HeldBack.IsEmpty)
            LoadingLog.Broken(logger, errors);
        else
            LoadingLog.Rejected(logger, load.IsValid ? string.Join(", ", load.HeldBack) : "the configuration", errors);
    }
}

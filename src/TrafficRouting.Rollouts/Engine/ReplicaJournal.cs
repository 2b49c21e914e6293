namespace TrafficRouting.Rollouts;

/// <summary>The windows of this process that no state has counted yet, each seen under one state in force. One caller at a time.</summary>
internal sealed class ReplicaJournal(string replica)
{
    // At a minute's interval more than four hours without a store; the oldest windows are given up first.
    private const int MaxWindows = 256;

    private readonly List<ReportedWindow> _windows = [];
    private long _last;

    public IReadOnlyList<ReportedWindow> Windows => _windows;

    /// <summary>Ends the running window; it counts if the state in force is one that judges.</summary>
    public void Close(RolloutAssignment assignment, RolloutState? inForce, DateTimeOffset now)
    {
        var window = assignment.Observations.Peek(now);
        assignment.Observations.Commit(window);
        if (inForce is null || window.IsEmpty || !RolloutMachine.IsJudged(assignment.Plan.Analysis, inForce))
            return;
        if (_windows.Count == MaxWindows)
            _windows.RemoveAt(0);
        _windows.Add(ReportedWindow.Of(++_last, inForce, window));
    }

    /// <summary>Drops what a state has counted, and what none will count any more.</summary>
    public void RemoveCounted(RolloutState stored)
    {
        var counted = stored.Replicas.GetValueOrDefault(replica)?.Window ?? 0;
        _windows.RemoveAll(w => w.Attempt < stored.Attempt || (w.Attempt == stored.Attempt && w.Number <= counted) || stored.IsTerminal);
    }

    public void Clear() => _windows.Clear();
}

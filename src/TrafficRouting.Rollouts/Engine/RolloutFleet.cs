namespace TrafficRouting.Rollouts;

/// <summary>One rollout's part in its fleet: publishes what this process saw, and judges by what all did while it has the lease. One caller at a time.</summary>
internal sealed class RolloutFleet(RolloutServices services)
{
    // Where the server forgets by itself, what nobody judges any more.
    private const int KeptIntervals = 10;

    // Two may be missed by chance.
    private const int GoneIntervals = 3;

    private static readonly TimeSpan MinKeep = TimeSpan.FromMinutes(1);

    private readonly ReplicaJournal _journal = new(services.Replica);
    private readonly SilentReplicas _silent = new(services.Time);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private bool _hasPublished;
    private volatile bool _isJudge;

    /// <summary>Gets a value indicating whether this replica had the lease when it last asked.</summary>
    public bool IsJudge => _isJudge;

    /// <summary>Gets what this process saw and no state has counted.</summary>
    public FleetEvidence Own(RolloutPlan plan) => new([.. FleetWindow.Of(services.Replica, plan.Identity, _journal.Windows)]);

    /// <summary>Ends the running window, which was seen under the state in force.</summary>
    public void Close(RolloutAssignment assignment, RolloutState? inForce, DateTimeOffset now) => _journal.Close(assignment, inForce, now);

    public void RemoveCounted(RolloutState stored) => _journal.RemoveCounted(stored);

    public void Forget() => _journal.Clear();

    /// <summary>Publishes, and collects if this replica is to judge.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stored">The state that the store was last known to have, by which what is counted can be removed; or null.</param>
    /// <param name="mayJudge">Whether the plan is that of the rollout.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What all replicas reported, or null when another one judges.</returns>
    public async Task<FleetEvidence?> MeetAsync(RolloutPlan plan, RolloutState? stored, bool mayJudge, CancellationToken cancellationToken)
    {
        await PublishAsync(plan, cancellationToken).ConfigureAwait(false);
        if (!mayJudge)
            await HandOverAsync(plan, cancellationToken).ConfigureAwait(false);
        _isJudge = mayJudge && await services.Store.TryLeaseAsync(plan.Name, services.Replica, (2 * plan.Analysis.Interval) + TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        if (!_isJudge)
            return null;
        var reports = await services.Store.CollectAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        var others = reports.Where(r => !string.Equals(r.Replica, services.Replica, StringComparison.Ordinal)).Select(r => (Report: r, Windows: Read(r))).ToList();
        foreach (var silent in _silent.Among(others.Select(o => o.Report), GoneIntervals * plan.Analysis.Interval))
        {
            // What is not counted yet stays, however long its replica has been gone.
            if (stored is not null && !others.Exists(o => ReferenceEquals(o.Report, silent) && o.Windows.Any(w => FleetEvidence.IsNews(w, stored))))
                await services.Store.RemoveAsync(silent, cancellationToken).ConfigureAwait(false);
        }

        return new([.. Own(plan).Windows, .. others.SelectMany(o => o.Windows)]);
    }

    /// <summary>Leaves what was seen last to the others, and the lease to the next.</summary>
    public async Task LeaveAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        await PublishAsync(plan, cancellationToken).ConfigureAwait(false);
        await HandOverAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task HandOverAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        if (_isJudge)
            await services.Store.TryLeaseAsync(plan.Name, services.Replica, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        _isJudge = false;
    }

    // Who has nothing to say does not repeat it.
    private async ValueTask PublishAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        var hasNews = _journal.Windows.Count > 0;
        if (!hasNews && !_hasPublished)
            return;
        _hasPublished = true;
        var keep = KeptIntervals * plan.Analysis.Interval;
        await services.Store.PublishAsync(
            new(plan.Name, services.Replica, ReplicaReport.Serialize(plan.Identity, _journal.Windows)), keep > MinKeep ? keep : MinKeep, cancellationToken).ConfigureAwait(false);
        _hasPublished = hasNews;
    }

    // What cannot be read is left out, and said once: the others' counts stand.
    private IReadOnlyList<FleetWindow> Read(ReplicaEvidence evidence)
    {
        try
        {
            var report = ReplicaReport.Deserialize(evidence.Content.Span);
            return [.. FleetWindow.Of(evidence.Replica, report.Identity, report.Windows)];
        }
        catch (FormatException e)
        {
            if (_refused.Add(evidence.Replica))
                RolloutLog.EvidenceRefused(services.Logger, evidence.Rollout, evidence.Replica, e.Message);
            return [];
        }
    }
}

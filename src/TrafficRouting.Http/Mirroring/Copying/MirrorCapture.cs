namespace TrafficRouting.Http;

/// <summary>
/// What happens on the request's own path: draw the mirrors, copy the request once for all of them, and queue the
/// copies. Waits for nothing and throws nothing; whatever stands in the way is counted.
/// </summary>
internal sealed class MirrorCapture(
    SnapshotPool snapshots, BodyBudget budget, MirrorQueue queue, MirrorWorkers workers, MirrorBreakers breakers, MirrorTelemetry telemetry)
{
    private readonly MirrorTargets _targets = new(queue, breakers);

    /// <summary>Draws and copies, before the primary is sent.</summary>
    /// <returns>What is to be dispatched when the primary is done, or null.</returns>
    public MirrorSnapshot? Take(HttpRequestMessage request, RouteDecision decision, string? callerHost, MirroringOptions limits, RandomSource random)
    {
        var snapshot = Draw(request, decision, limits, random);
        if (snapshot is null)
            return null;
        if (Copy(snapshot, request, decision, callerHost, limits) is { } refusal)
        {
            Refuse(snapshot, refusal);
            return null;
        }

        if (limits.Dispatch == MirrorDispatch.AfterPrimary || NeedsPrimary(snapshot))
            return snapshot;
        Dispatch(snapshot, response: null);
        return null;
    }

    /// <summary>Queues the copies, once the primary has answered or failed.</summary>
    public void Dispatch(MirrorSnapshot snapshot, HttpResponseMessage? response)
    {
        if (snapshot.Tee is { } tee)
        {
            if (tee.TryTake(out var body) is { } refusal)
            {
                Refuse(snapshot, refusal);
                return;
            }

            snapshot.Body = body;
        }

        // Read beforehand: with its last job queued, the snapshot belongs to the workers.
        var concurrency = snapshot.Limits.Concurrency;
        var count = snapshot.Jobs.Length;
        for (var i = 0; i < count; i++)
        {
            var job = snapshot.Jobs[i];
            if (response is not null && job.Mirror.Compare is { } rules)
                job.Primary = PrimaryAnswer.Of(response, rules);
            if (!queue.TryEnqueue(job, concurrency, out var starts))
                Drop(job);
            else if (starts is not null)
                workers.Start(starts);
        }
    }

    /// <summary>Forgets what was found for the mirrors of the table before.</summary>
    public void Forget() => _targets.Forget();

    private MirrorSnapshot? Draw(HttpRequestMessage request, RouteDecision decision, MirroringOptions limits, RandomSource random)
    {
        MirrorSnapshot? snapshot = null;
        bool? mirrorable = null;
        foreach (var mirror in decision.Mirrors.AsSpan())
        {
            if (!mirror.Share.Includes(random))
                continue;
            if (Refusal(mirror, request, ref mirrorable) is { } refusal)
            {
                telemetry.Count(mirror, refusal);
                continue;
            }

            var target = _targets.Of(mirror);
            if (target.Breaker.IsOpen)
            {
                telemetry.Count(mirror, MirrorOutcome.BreakerOpen);
                continue;
            }

            if (queue.TryReserve(target.Lane, limits.QueueCapacity) is not { } lane)
            {
                telemetry.Count(mirror, MirrorOutcome.Dropped);
                continue;
            }

            snapshot ??= snapshots.Rent();
            snapshot.Add(mirror, lane, target.Breaker);
        }

        return snapshot;
    }

    private static MirrorOutcome? Refusal(Mirror mirror, HttpRequestMessage request, ref bool? mirrorable)
    {
        if (!Mirrorability.Takes(mirror, request.Method.Method))
            return MirrorOutcome.Method;
        return mirror.Backend.Endpoints.IsEmpty || !(mirrorable ??= Mirrorability.IsMirrorable(request)) ? MirrorOutcome.NotMirrorable : null;
    }

    private MirrorOutcome? Copy(MirrorSnapshot snapshot, HttpRequestMessage request, RouteDecision decision, string? callerHost, MirroringOptions limits)
    {
        try
        {
            if (!snapshot.TryTake(request, decision, callerHost, limits))
                return MirrorOutcome.NotMirrorable;
            return request.Content is { } content ? CopyBody(snapshot, request, content, limits) : null;
        }
        catch (Exception)
        {
            // Whatever the caller's content does when it is serialised, it may do to the primary alone.
            return MirrorOutcome.CopyFailed;
        }
    }

    private MirrorOutcome? CopyBody(MirrorSnapshot snapshot, HttpRequestMessage request, HttpContent content, MirroringOptions limits)
    {
        var refusal = BodyCopier.TryCopy(content, budget, limits, out var body);
        snapshot.Body = body;
        if (refusal != MirrorOutcome.Stream)
            return refusal;
        refusal = StreamTee.TryAttach(request, budget, limits, out var tee);
        snapshot.Tee = tee;
        return refusal;
    }

    private static bool NeedsPrimary(MirrorSnapshot snapshot)
    {
        foreach (var job in snapshot.Jobs)
        {
            if (job.Mirror.Compare is not null)
                return true;
        }

        return snapshot.Tee is not null;
    }

    // Counted before the place is given up, so that whoever waits for the queue to be idle finds the count complete.
    private void Refuse(MirrorSnapshot snapshot, MirrorOutcome why)
    {
        foreach (var job in snapshot.Jobs)
        {
            telemetry.Count(job.Mirror, why);
            queue.GiveUp(job.Lane);
        }

        snapshot.Clear();
        snapshots.Return(snapshot);
    }

    private void Drop(MirrorJob job)
    {
        telemetry.Count(job.Mirror, MirrorOutcome.Dropped);
        var (snapshot, lane) = (job.Snapshot, job.Lane);
        if (snapshot.Release())
            snapshots.Return(snapshot);
        queue.GiveUp(lane);
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Sends one copy at a time and takes note of what became of it. Nothing that happens here is thrown.</summary>
internal sealed class MirrorSender(
    MirrorTransport transport,
    MirrorTelemetry telemetry,
    SnapshotPool snapshots,
    IMirrorObserver[] observers,
    RandomSource random,
    TimeProvider time,
    ILogger logger,
    CancellationToken stopping)
{
    public async Task DeliverAsync(MirrorJob job)
    {
        var outcome = MirrorOutcome.Failed;
        try
        {
            outcome = await SendAsync(job).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A logger of the application's; it must not take the worker with it.
        }

        telemetry.Count(job.Mirror, outcome);
        if (job.Snapshot.Release())
            snapshots.Return(job.Snapshot);
    }

    private async Task<MirrorOutcome> SendAsync(MirrorJob job)
    {
        if (stopping.IsCancellationRequested)
            return MirrorOutcome.Dropped;
        var breaker = job.Breaker;
        if (!breaker.TryEnter(out var isTrial))
            return MirrorOutcome.BreakerOpen;

        var isMeasured = telemetry.MeasuresDuration;
        var started = isMeasured ? time.GetTimestamp() : 0;
        var outcome = MirrorOutcome.Failed;
        MirrorComparison? comparison;
        try
        {
            var activity = telemetry.StartActivity(job);
            (outcome, comparison) = await SendAsync(job, activity).ConfigureAwait(false);
            if (isMeasured)
                telemetry.Took(job.Mirror, outcome, time.GetElapsedTime(started));
            telemetry.StopActivity(activity, job.Mirror, outcome);
        }
        finally
        {
            Tell(breaker, isTrial, outcome, job);
        }

        // Afterwards, so that a slow observer is not taken for a slow mirror.
        if (comparison is not null)
            Report(comparison);
        return outcome;
    }

    private async Task<(MirrorOutcome Outcome, MirrorComparison? Comparison)> SendAsync(MirrorJob job, Activity? activity)
    {
        using var timeout = new CancellationTokenSource(job.Snapshot.Limits.Timeout, time);
        using var stop = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using var request = MirrorRequestBuilder.Build(job.Snapshot, job.Mirror, random);
            using var invoker = transport.CreateInvoker();
            using var response = await invoker.SendAsync(request, timeout.Token).ConfigureAwait(false);
            activity?.SetTag("http.response.status_code", (int)response.StatusCode);
            return (MirrorOutcome.Sent, job.Primary is null ? null : AnswerComparer.Compare(job, response));
        }
        catch (Exception exception)
        {
            if (stopping.IsCancellationRequested)
                return (MirrorOutcome.Dropped, null);

            // The handler's own connect timeout surfaces as a cancellation as well.
            return (exception is OperationCanceledException || timeout.IsCancellationRequested ? MirrorOutcome.Timeout : MirrorOutcome.Failed, null);
        }
    }

    private void Tell(MirrorBreaker breaker, bool isTrial, MirrorOutcome outcome, MirrorJob job)
    {
        if (outcome == MirrorOutcome.Sent)
        {
            if (breaker.Succeeded(isTrial))
                MirrorLog.BreakerClosed(logger, job.Mirror.Backend.Name);
        }
        else if (outcome == MirrorOutcome.Dropped)
        {
            breaker.Abandoned(isTrial);
        }
        else if (breaker.Failed(isTrial, job.Snapshot.Limits) is { } pause)
        {
            MirrorLog.BreakerOpened(logger, job.Mirror.Backend.Name, pause);
        }
    }

    private void Report(MirrorComparison comparison)
    {
        telemetry.Compared(comparison);
        foreach (var observer in observers)
        {
            try
            {
                observer.OnCompared(comparison);
            }
            catch (Exception exception)
            {
                telemetry.Failures.Note(observer.GetType().Name, exception);
            }
        }
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Sends copies and takes note of what became of them. Nothing that happens here is thrown.</summary>
internal sealed class MirrorSender(
    MirrorTransport transport,
    MirrorTelemetry telemetry,
    CopyTracker tracker,
    IMirrorObserver[] observers,
    RandomSource random,
    TimeProvider time,
    ILogger logger,
    CancellationToken stopping)
{
    /// <summary>Sends a copy to its end, which is also that of its lease.</summary>
    public async Task DeliverAsync(MirrorCopy copy)
    {
        var outcome = MirrorOutcome.Failed;
        using (copy.Lease)
        {
            try
            {
                outcome = await TrySendAsync(copy).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A logger of the application's; it must not take the worker with it.
            }
        }

        telemetry.Count(copy.Mirror, outcome);
        tracker.End();
    }

    private async Task<MirrorOutcome> TrySendAsync(MirrorCopy copy)
    {
        if (stopping.IsCancellationRequested)
            return MirrorOutcome.Dropped;
        var breaker = copy.Target.Breaker;
        if (!breaker.TryEnter(out var isTrial))
            return MirrorOutcome.BreakerOpen;

        var isMeasured = telemetry.MeasuresDuration;
        var started = isMeasured ? time.GetTimestamp() : 0;
        var result = new MirrorResult(MirrorOutcome.Failed);
        try
        {
            var activity = telemetry.StartActivity(copy);
            result = await SendAsync(copy, activity).ConfigureAwait(false);
            if (isMeasured)
                telemetry.Record(copy.Mirror, result.Outcome, time.GetElapsedTime(started));
            telemetry.StopActivity(activity, copy.Mirror, result.Outcome);
        }
        finally
        {
            Record(copy, isTrial, result);
        }

        // Afterwards, so that a slow observer is not taken for a slow mirror.
        if (result.Comparison is { } comparison)
            Report(comparison);
        return result.Outcome;
    }

    private async Task<MirrorResult> SendAsync(MirrorCopy copy, Activity? activity)
    {
        using var request = TryBuild(copy);
        if (request is null)
            return new(MirrorOutcome.NotMirrorable);
        using var timeout = new CancellationTokenSource(copy.Request.Limits.Timeout, time);
        using var stop = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            using var invoker = transport.CreateInvoker();
            using var response = await invoker.SendAsync(request, timeout.Token).ConfigureAwait(false);
            activity?.SetTag("http.response.status_code", (int)response.StatusCode);
            return new(MirrorOutcome.Sent, copy.Primary is null ? null : ResponseComparer.Compare(copy, response));
        }
        catch (Exception exception)
        {
            if (stopping.IsCancellationRequested)
                return new(MirrorOutcome.Dropped);

            // The handler's own connect timeout surfaces as a cancellation as well.
            var isTimeout = exception is OperationCanceledException || timeout.IsCancellationRequested;
            return new(isTimeout ? MirrorOutcome.Timeout : MirrorOutcome.Failed, Failure: exception);
        }
    }

    private MirrorRequestMessage? TryBuild(MirrorCopy copy)
    {
        try
        {
            return MirrorRequestBuilder.Build(copy, random);
        }
        catch (Exception)
        {
            // Such as a path that would climb out of the mirror's: the request's own fault, which must not open the breaker.
            return null;
        }
    }

    private void Record(MirrorCopy copy, bool isTrial, MirrorResult result)
    {
        var breaker = copy.Target.Breaker;
        var backend = copy.Mirror.Backend;
        if (result.Outcome == MirrorOutcome.Sent)
        {
            if (breaker.Succeeded(isTrial))
                MirrorLog.BreakerClosed(logger, backend.Name);
            return;
        }

        if (result.Outcome is MirrorOutcome.Dropped or MirrorOutcome.NotMirrorable)
        {
            breaker.Abandoned(isTrial);
            return;
        }

        if (result.LacksDiscovery(backend) && copy.Target.Channel.ShouldLogDiscovery())
            MirrorLog.DiscoveryMissing(logger, backend.Name, backend.Endpoints[0].Address);
        if (breaker.Failed(isTrial, copy.Request.Limits) is { } pause)
            MirrorLog.BreakerOpened(logger, backend.Name, result.Reason, pause);
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

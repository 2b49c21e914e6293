using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>The instruments and spans of mirroring. Whatever those who listen throw goes no further: neither a caller nor a worker fails over telemetry.</summary>
internal sealed class MirrorTelemetry
{
    private readonly TrafficTap _tap;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _comparisons;
    private readonly Histogram<double> _duration;

    public MirrorTelemetry(Meter meter, MirrorBudget budget, Func<long> waiting, TrafficTap tap, ILogger logger, string table)
    {
        _tap = tap;
        Failures = new(meter, logger);
        _requests = meter.CreateCounter<long>(
            "traffic_routing.mirror.requests", "{request}", "Copies of requests, by what became of them.");
        _comparisons = meter.CreateCounter<long>(
            "traffic_routing.mirror.comparisons", "{comparison}", "Responses of mirrors compared with the primary's.");
        _duration = meter.CreateHistogram(
            "traffic_routing.mirror.duration", "s", "Time until a mirror's response headers arrived or its copy failed.", tags: null, SecondsAdvice.Instance);
        // Each table has a queue of its own.
        var tags = LoadTelemetry.Tags(table);
        meter.CreateObservableUpDownCounter(
            "traffic_routing.mirror.queue.length", () => new Measurement<long>(waiting(), tags), "{request}", "Copies that wait to be sent.");
        meter.CreateObservableUpDownCounter(
            "traffic_routing.mirror.queue.bytes", () => new Measurement<long>(budget.Held, tags), "By", "Bytes of captured requests held for mirrors.");
    }

    /// <summary>Gets what takes note of observers and listeners that throw.</summary>
    public ListenerFailures Failures { get; }

    public bool MeasuresDuration => _duration.Enabled;

    public void Count(Mirror mirror, MirrorOutcome outcome)
    {
        _tap.Recorder?.Mirrored(mirror, outcome);
        if (_requests.Enabled)
            Failures.Count(_requests, new("traffic_routing.backend", mirror.Backend.Name), new("traffic_routing.outcome", Name(outcome)));
    }

    public void Record(Mirror mirror, MirrorOutcome outcome, TimeSpan duration) =>
        Failures.Record(_duration, duration, new("traffic_routing.backend", mirror.Backend.Name), new("traffic_routing.outcome", Name(outcome)));

    public void Compared(MirrorComparison comparison)
    {
        _tap.Recorder?.Compared(comparison);
        var result = comparison.IsMatch ? "match" : comparison.PrimaryStatus != comparison.MirrorStatus ? "status" : "header";
        Failures.Count(
            _comparisons,
            new("traffic_routing.service", comparison.Service),
            new("traffic_routing.route", comparison.Route),
            new("traffic_routing.backend", comparison.MirrorBackend),
            new("traffic_routing.result", result));
    }

    /// <summary>Starts the trace of a copy: a root of its own, so that it neither lengthens nor fails the caller's, linked to it.</summary>
    public Activity? StartActivity(MirrorCopy copy)
    {
        if (!Spans.Source.HasListeners())
            return null;
        ActivityLink[]? links = copy.Request.Parent == default ? null : [new(copy.Request.Parent)];
        return Spans.Start("mirror " + copy.Mirror.Backend.Name, Failures, isRoot: true, links);
    }

    public void StopActivity(Activity? activity, Mirror mirror, MirrorOutcome outcome)
    {
        if (activity is null)
            return;
        activity.SetTag("traffic_routing.backend", mirror.Backend.Name);
        if (outcome != MirrorOutcome.Sent)
            activity.SetStatus(ActivityStatusCode.Error, outcome.ToString());
        Spans.Stop(activity, Failures);
    }

    private static string Name(MirrorOutcome outcome) => outcome switch
    {
        MirrorOutcome.Sent => "sent",
        MirrorOutcome.Failed => "failed",
        MirrorOutcome.Timeout => "timeout",
        MirrorOutcome.Dropped => "dropped",
        MirrorOutcome.BreakerOpen => "breaker_open",
        MirrorOutcome.TooLarge => "too_large",
        MirrorOutcome.CopyFailed => "copy_failed",
        MirrorOutcome.Method => "method",
        _ => "not_mirrorable",
    };
}

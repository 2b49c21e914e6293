using System.Diagnostics;
using System.Diagnostics.Metrics;
using TrafficRouting.Http.Mirroring.Copying;
using TrafficRouting.Http.Telemetry;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>The instruments of mirroring.</summary>
internal sealed class MirrorTelemetry
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _comparisons;
    private readonly Histogram<double> _duration;

    public MirrorTelemetry(Meter meter, MirrorQueue queue, BodyBudget budget)
    {
        _requests = meter.CreateCounter<long>(
            "traffic_routing.mirror.requests", "{request}", "Copies of requests, by what became of them.");
        _comparisons = meter.CreateCounter<long>(
            "traffic_routing.mirror.comparisons", "{comparison}", "Answers of mirrors compared with the primary's.");
        _duration = meter.CreateHistogram(
            "traffic_routing.mirror.duration", "s", "Time until a mirror's response headers arrived or its copy failed.", tags: null, SecondsAdvice.Instance);
        meter.CreateObservableUpDownCounter(
            "traffic_routing.mirror.queue.length", () => (long)queue.Length, "{request}", "Copies that wait to be sent.");
        meter.CreateObservableUpDownCounter(
            "traffic_routing.mirror.queue.bytes", () => budget.Held, "By", "Bytes of bodies held for mirrors.");
    }

    public bool MeasuresDuration => _duration.Enabled;

    public void Count(Mirror mirror, MirrorOutcome outcome) =>
        _requests.Add(1, new("backend", mirror.Backend.Name), new("outcome", Name(outcome)));

    public void Took(Mirror mirror, MirrorOutcome outcome, TimeSpan duration) =>
        _duration.Record(duration.TotalSeconds, new("backend", mirror.Backend.Name), new("outcome", Name(outcome)));

    public void Compared(MirrorComparison comparison)
    {
        var result = comparison.IsMatch ? "match" : comparison.PrimaryStatus != comparison.MirrorStatus ? "status" : "header";
        _comparisons.Add(
            1,
            new("service", comparison.Service),
            new("route", comparison.Route),
            new KeyValuePair<string, object?>("backend", comparison.MirrorBackend),
            new("result", result));
    }

    /// <summary>Starts the trace of a copy: a root of its own, so that it neither lengthens nor fails the caller's, linked to it.</summary>
    public static Activity? StartActivity(in MirrorJob job)
    {
        if (!AttemptActivity.Source.HasListeners())
            return null;
        ActivityLink[]? links = job.Snapshot.Parent == default ? null : [new(job.Snapshot.Parent)];
        return AttemptActivity.Source.StartActivity("mirror " + job.Mirror.Backend.Name, ActivityKind.Internal, parentContext: default, links: links);
    }

    private static string Name(MirrorOutcome outcome) => outcome switch
    {
        MirrorOutcome.Sent => "sent",
        MirrorOutcome.Failed => "failed",
        MirrorOutcome.Timeout => "timeout",
        MirrorOutcome.Dropped => "dropped",
        MirrorOutcome.BreakerOpen => "breaker_open",
        MirrorOutcome.TooLarge => "too_large",
        MirrorOutcome.Stream => "stream",
        MirrorOutcome.CopyFailed => "copy_failed",
        MirrorOutcome.Method => "method",
        _ => "not_mirrorable",
    };
}

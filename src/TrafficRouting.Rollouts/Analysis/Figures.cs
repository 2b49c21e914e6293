using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>The numbers behind a verdict, in words.</summary>
internal static class Figures
{
    public static string Of(MetricPlan metric, EvidenceKind kind, RolloutState state, RolloutWindow window)
    {
        var (canary, stable) = (window.Canary, window.Stable);
        return kind switch
        {
            EvidenceKind.Cancellations => Text($"{canary.Cancellations} of {canary.Cancelled.Requests} of its requests were cancelled, {stable.Cancellations} of {stable.Cancelled.Requests} of the stable backend's, in the last interval"),
            EvidenceKind.Redirections => Text($"it redirected {canary.Redirections} of {canary.Requests} requests, the stable backend {stable.Redirections} of {stable.Requests}, in the last interval"),
            EvidenceKind.ClientErrors => Text($"it answered {canary.ClientErrors} of {canary.Requests} requests with a client error (4xx), the stable backend {stable.ClientErrors} of {stable.Requests}, in the last interval"),
            _ when metric.Kind == MetricKind.Latency => Text($"p{metric.Percentile} {Milliseconds(canary, metric)} ms, the stable backend {Milliseconds(stable, metric)} ms, in the last interval of {canary.Successes} and {stable.Successes} requests"),
            _ => Text($"it failed {canary.Failures} of {canary.Requests} requests, the stable backend {stable.Failures} of {stable.Requests} in the last interval; {state.CanaryFailures} of {state.CanaryRequests} and {state.StableFailures} of {state.StableRequests} in all"),
        };
    }

    public static string Passed(MetricPlan metric, double? detectableRatio) => detectableRatio switch
    {
        { } ratio => Text($"no evidence of a regression; at this traffic a canary that fails {ratio:0.0} times as often would be caught with 90 % within this step"),
        null when metric.Kind == MetricKind.SuccessRate && metric.Compares => "no evidence of a regression; at this traffic not even a canary that fails everything would be caught with 90 % within this step",
        _ => "no evidence of a regression",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double? Milliseconds(BackendWindow window, MetricPlan metric) =>
        window.Percentile(metric.Percentile) is { } time ? Math.Round(time.TotalMilliseconds, 1) : null;
}

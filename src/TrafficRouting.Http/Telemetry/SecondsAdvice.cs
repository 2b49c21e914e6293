using System.Diagnostics.Metrics;

namespace TrafficRouting.Http;

internal static class SecondsAdvice
{
    /// <summary>Gets the bounds that the semantic conventions give http.client.request.duration; those of the SDK are meant for milliseconds.</summary>
    public static InstrumentAdvice<double> Instance { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };
}

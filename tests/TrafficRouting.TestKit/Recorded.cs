using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace TrafficRouting.TestKit;

/// <summary>What was logged and measured, as tests compare it.</summary>
public static class Recorded
{
    private const string Prefix = "traffic_routing.";

    /// <summary>Gets the messages of the errors logged.</summary>
    public static IReadOnlyList<string> Errors(this FakeLogCollector logs) =>
        [.. logs.GetSnapshot().Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Message)];

    /// <summary>Collects what one instrument of a container's <c>TrafficRouting</c> meter measures from now on.</summary>
    public static MetricCollector<T> Collect<T>(this IMeterFactory meters, string instrument)
        where T : struct => new(meters, "TrafficRouting", instrument);

    /// <summary>Gets each measurement's tags in the order of their names and without the prefix that all have, such as <c>backend=v1 outcome=2xx</c>.</summary>
    public static IReadOnlyList<string> Tags<T>(this MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(Tags)];

    /// <summary>Gets each measurement's value and tags, such as <c>1 backend=v1</c>.</summary>
    public static IReadOnlyList<string> Readings<T>(this MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(m => $"{m.Value} {Tags(m)}")];

    private static string Tags<T>(CollectedMeasurement<T> measurement)
        where T : struct => string.Join(' ', measurement.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{Short(t.Key)}={t.Value}"));

    private static string Short(string tag)
    {
        Assert.StartsWith(Prefix, tag, StringComparison.Ordinal);
        return tag[Prefix.Length..];
    }
}

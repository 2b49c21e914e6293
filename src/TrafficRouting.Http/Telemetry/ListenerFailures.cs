using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>
/// Takes note of observers and listeners of the application's that threw, in place of the requests they were told of:
/// logs the first failure of each and counts them all. Safe for concurrent use; throws nothing.
/// </summary>
internal sealed class ListenerFailures(Meter meter, ILogger logger)
{
    /// <summary>Who listens to spans.</summary>
    public const string Spans = "ActivityListener";

    // Who listens to instruments.
    private const string Metrics = "MeterListener";

    private readonly Counter<long> _failures = meter.CreateCounter<long>(
        "traffic_routing.listener.failures", "{failure}", "Observers and listeners of the application that threw.");

    // By kind, so that its number is bounded by the application's code.
    private readonly ConcurrentDictionary<string, string> _logged = new(StringComparer.Ordinal);

    /// <summary>Counts one, whatever those who listen to the counter throw.</summary>
    public void Count(Counter<long> counter, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(1, tags);
        }
        catch (Exception exception)
        {
            Note(Metrics, exception);
        }
    }

    /// <summary>Records a duration, whatever those who listen to the histogram throw.</summary>
    public void Record(Histogram<double> histogram, TimeSpan duration, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, tags);
        }
        catch (Exception exception)
        {
            Note(Metrics, exception);
        }
    }

    public void Note(string listener, Exception exception)
    {
        try
        {
            if (_logged.TryAdd(listener, listener))
                ListenerLog.ListenerFailed(logger, listener, exception);
            _failures.Add(1, new KeyValuePair<string, object?>("traffic_routing.listener", listener));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The logger's turn to throw, or that of the listener who is told that it did.
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ShadowMirroring;

/// <summary>Reads the counter that tells what became of each copy.</summary>
internal sealed class MirrorOutcomes : IDisposable
{
    private readonly ConcurrentDictionary<(string Backend, string Outcome), long> _counts = new();
    private readonly SemaphoreSlim _counted = new(0);
    private readonly MeterListener _listener = new();

    public MirrorOutcomes(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "traffic_routing.mirror.requests" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            _counts.AddOrUpdate(((string)tags[0].Value!, (string)tags[1].Value!), value, (_, sum) => sum + value);
            _counted.Release();
        });
        _listener.Start();
    }

    public long Of(string backend) => _counts.Where(c => c.Key.Backend == backend).Sum(c => c.Value);

    public Dictionary<string, long> ByOutcome(string backend) =>
        _counts.Where(c => c.Key.Backend == backend).ToDictionary(c => c.Key.Outcome, c => c.Value);

    /// <summary>Waits until so many copies for a backend have come to their end.</summary>
    public async Task<bool> ReachAsync(string backend, long count)
    {
        while (Of(backend) < count)
        {
            if (!await _counted.WaitAsync(TimeSpan.FromSeconds(5)))
                return false;
        }

        return true;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _counted.Dispose();
    }
}

using System.Diagnostics.Metrics;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Listens to the counters of one container and tells when they have reached a sum.</summary>
internal sealed class MirrorOutcomes : IDisposable
{
    private readonly Dictionary<(string Instrument, string Backend, string Tag), long> _counts = [];
    private readonly List<(string? Backend, long Sum, TaskCompletionSource Reached)> _waiting = [];
    private readonly MeterListener _listener = new();

    public MirrorOutcomes(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.StartsWith("traffic_routing.mirror.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(OnCounted);
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => OnCounted(instrument, 1, tags, null));
        _listener.Start();
    }

    public long this[string outcome]
    {
        get
        {
            lock (_counts)
                return _counts.Where(c => c.Key.Instrument == "traffic_routing.mirror.requests" && c.Key.Tag == outcome).Sum(c => c.Value);
        }
    }

    /// <summary>Gets the outcomes of a backend, such as <c>dropped 3, sent 1</c>.</summary>
    public string Of(string backend) => Describe("traffic_routing.mirror.requests", backend);

    public string Describe(string instrument, string backend)
    {
        lock (_counts)
        {
            return string.Join(", ", _counts
                .Where(c => c.Key.Instrument == instrument && c.Key.Backend == backend)
                .OrderBy(c => c.Key.Tag, StringComparer.Ordinal)
                .Select(c => $"{c.Key.Tag} {c.Value}"));
        }
    }

    /// <summary>Waits until as many copies as given have come to their end, and not one more.</summary>
    public async Task WaitForAsync(long sum)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_counts)
        {
            _waiting.Add((null, sum, reached));
            Signal();
        }

        await reached.Task.WaitAsync(MirroringTest.Patience, TestContext.Current.CancellationToken);
        lock (_counts)
            Assert.Equal(sum, Sum());
    }

    /// <summary>Waits until as many copies for one backend as given have come to their end.</summary>
    public async Task ReachedAsync(string backend, long sum)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_counts)
        {
            _waiting.Add((backend, sum, reached));
            Signal();
        }

        await reached.Task.WaitAsync(MirroringTest.Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads an observable instrument.</summary>
    public long Observe(string instrument)
    {
        lock (_counts)
        {
            foreach (var key in _counts.Keys.Where(k => k.Instrument == instrument).ToList())
                _counts.Remove(key);
        }

        _listener.RecordObservableInstruments();
        lock (_counts)
            return _counts.Where(c => c.Key.Instrument == instrument).Sum(c => c.Value);
    }

    public void Dispose() => _listener.Dispose();

    private void OnCounted(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        string? backend = null, tag = null;
        foreach (var (name, text) in tags)
        {
            if (name == "backend")
                backend = (string?)text;
            else if (name is "outcome" or "result")
                tag = (string?)text;
        }

        lock (_counts)
        {
            var key = (instrument.Name, backend ?? string.Empty, tag ?? string.Empty);
            _counts[key] = _counts.GetValueOrDefault(key) + value;
            Signal();
        }
    }

    private long Sum(string? backend = null) => _counts
        .Where(c => c.Key.Instrument == "traffic_routing.mirror.requests" && (backend is null || c.Key.Backend == backend))
        .Sum(c => c.Value);

    private void Signal()
    {
        foreach (var (_, _, reached) in _waiting.Where(w => w.Sum <= Sum(w.Backend)))
            reached.TrySetResult();
    }
}

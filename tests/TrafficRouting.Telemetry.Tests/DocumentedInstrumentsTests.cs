using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>Holds docs/telemetry.md against the instruments that there are.</summary>
public sealed class DocumentedInstrumentsTests
{
    [Fact]
    public async Task Instruments_AllThereAre_AreTheDocumentedOnes()
    {
        var (instruments, _) = await ListenAsync();

        Assert.Equal(
            Documented().Select(d => $"{d.Name} {d.Kind} {d.Unit}").Order(StringComparer.Ordinal),
            instruments.Select(i => $"{i.Name} {Kind(i)} {i.Unit ?? string.Empty}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(instruments, i => Assert.NotEmpty(i.Description ?? string.Empty));
    }

    [Fact]
    public async Task Tags_OfEveryMeasurement_AreDocumented()
    {
        var (_, measured) = await ListenAsync();
        var documented = Documented().ToDictionary(d => d.Name, d => d.Tags);

        Assert.Contains("traffic_routing.mirror.comparisons", measured.Select(m => m.Instrument));
        Assert.All(measured, m => Assert.Subset(documented[m.Instrument].ToHashSet(), m.Tags));
    }

    private static async Task<(List<Instrument> Instruments, List<(string Instrument, HashSet<string> Tags)> Measured)> ListenAsync()
    {
        await using var stable = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync();
        var instruments = new ConcurrentQueue<Instrument>();
        var measured = new ConcurrentQueue<(string, HashSet<string>)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name != "TrafficRouting")
                    return;
                instruments.Enqueue(instrument);
                l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((i, _, tags, _) => measured.Enqueue((i.Name, Keys(tags))));
        listener.SetMeasurementEventCallback<long>((i, _, tags, _) => measured.Enqueue((i.Name, Keys(tags))));
        listener.SetMeasurementEventCallback<double>((i, _, tags, _) => measured.Enqueue((i.Name, Keys(tags))));
        listener.Start();

        await using var app = new RoutedApp(stable.Address, shadow.Address, Rollouts.Add);
        await Rollouts.StartAsync(app.Services);
        await app.GetAsync();
        await app.WhenMirroredAsync();
        listener.RecordObservableInstruments();
        return ([.. instruments], [.. measured]);
    }

    private static HashSet<string> Keys(ReadOnlySpan<KeyValuePair<string, object?>> tags) => [.. tags.ToArray().Select(t => t.Key)];

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        "ObservableUpDownCounter" => "up-down counter",
        "ObservableGauge" => "gauge",
        var other => other,
    };

    private static List<(string Name, string Kind, string Unit, string[] Tags)> Documented() =>
    [
        .. File.ReadAllLines(DocSnippets.Locate("docs/telemetry.md"))
            .Where(line => line.StartsWith("| `traffic_routing.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Plain(cells[1]), cells[2], Plain(cells[3]), cells[4].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain).ToArray())),
    ];

    private static string Plain(string cell) => cell.Trim('`');
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>A client of its own, with or without a mirror, and the latencies it saw.</summary>
internal sealed class LoadVariant : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;
    private readonly List<double> _microseconds = [];
    private readonly ConcurrentDictionary<string, long> _copies = new();
    private readonly MeterListener _listener = new();

    public LoadVariant(string name, Uri primary, Uri? mirror)
    {
        Name = name;
        var services = new ServiceCollection();
        services.AddTrafficRouting(options => Configure(options, primary, mirror));
        services.AddHttpClient("orders").AddTrafficRouting().RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
        Count(_services.GetRequiredService<IMeterFactory>());
    }

    public string Name { get; }

    /// <summary>Gets what runs beside the calls, given their time.</summary>
    public Func<TimeSpan, Task>? OtherLoad { get; init; }

    public async Task RunAsync(TimeSpan time, int perSecond, bool record)
    {
        var other = OtherLoad?.Invoke(time) ?? Task.CompletedTask;
        var calls = (int)(time.TotalSeconds * perSecond);
        var interval = Stopwatch.Frequency / perSecond;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            // Sleeping is too coarse for a pace of milliseconds, spinning would take a core from the servers.
            var due = start + (i * interval);
            while (Stopwatch.GetTimestamp() < due)
                await Task.Delay(1);
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/");
            foreach (var (name, value) in UsualHeaders.All)
                request.Headers.TryAddWithoutValidation(name, value);
            var sent = Stopwatch.GetTimestamp();
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (record)
                _microseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
        }

        await other;
    }

    public double Percentile(int percent) => _microseconds.Order().ElementAt((_microseconds.Count - 1) * percent / 100);

    public string Copies() => string.Join(", ", _copies.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _services.GetRequiredService<TrafficMirror>().StopAsync(new CancellationToken(canceled: true));
        await _services.DisposeAsync();
        _listener.Dispose();
    }

    private static void Configure(TrafficRoutingOptions options, Uri primary, Uri? mirror)
    {
        options.Backends["v1"] = new() { Address = primary.ToString() };
        var route = new RouteOptions { Weights = { ["v1"] = 1 } };
        if (mirror is not null)
        {
            options.Backends["shadow"] = new() { Address = mirror.ToString() };
            route.Mirrors["shadow"] = new();
        }

        options.Services["orders"] = new() { Hosts = { "orders" }, Routes = { ["default"] = route } };
    }

    private void Count(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "traffic_routing.mirror.requests" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            _copies.AddOrUpdate((string)tags[1].Value!, value, (_, sum) => sum + value));
        _listener.Start();
    }
}

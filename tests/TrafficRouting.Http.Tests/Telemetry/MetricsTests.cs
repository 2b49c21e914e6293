using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Telemetry;

public sealed class MetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "2xx")]
    [InlineData(404, "4xx")]
    [InlineData(503, "5xx")]
    public async Task Attempt_WithAnAnswer_IsCountedByNames(int status, string outcome) => Assert.Equal(
        ["decisions service=reviews route=all backend=v1", $"request.duration backend=v1 outcome={outcome}"],
        await MeasureAsync(_ => new() { StatusCode = (System.Net.HttpStatusCode)status }));

    [Fact]
    public async Task Attempt_ThatFails_IsAnError() => Assert.Contains(
        "request.duration backend=v1 outcome=error",
        await MeasureAsync(_ => throw new HttpRequestException("refused")));

    [Fact]
    public void Outcome_OfTimeoutAndCancellation_AreToldApart()
    {
        var decision = Decision();
        var timeout = new TaskCanceledException("late", new TimeoutException());

        Assert.Equal("timeout", Outcome.Of(new RoutedAttempt { Decision = decision, Exception = timeout }));
        Assert.Equal("canceled", Outcome.Of(new RoutedAttempt { Decision = decision, Exception = timeout, IsCallerCancellation = true }));
    }

    [Fact]
    public void Attempt_WhileSomebodyListens_AllocatesNothing()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        var metrics = new TrafficRoutingMetrics(factory);
        using var listener = Listen(factory, measured: null);
        var exchange = new RoutedAttempt { Decision = Decision(), StatusCode = 200 };

        Assert.True(metrics.IsEnabled);
        Assert.Equal(0, Allocations.Of(() =>
        {
            metrics.Decided(exchange.Decision);
            metrics.Completed(in exchange);
        }));
    }

    [Fact]
    public async Task Observer_OfRetriedAttempts_KnowsTheFirst()
    {
        var observer = new RecordingObserver();
        var router = new TrafficRouter(Routing.To(new("http://v1")));
        var routing = new TrafficRoutingHandler(router, observers: observer) { InnerHandler = new StubHandler() };
        using var client = new HttpClient(new RetryHandler(3) { InnerHandler = routing });

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Equal([true, false, false], observer.Exchanges.Select(e => e.IsFirstAttempt));
        Assert.All(observer.Exchanges, e => Assert.Equal(200, e.StatusCode));
    }

    [Fact]
    public async Task Listener_ThatBeginsDuringAnAttempt_IsToldNoDurationWithoutAStart()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentQueue<string>();
        MeterListener? listener = null;
        var pipeline = new RoutingPipeline(new(Routing.To(new("http://v1"))), TimeProvider.System, [], new(factory));
        using var client = new HttpClient(new TrafficRoutingHandler(pipeline)
        {
            InnerHandler = new StubHandler(_ =>
            {
                listener ??= Listen(factory, measured.Enqueue);
                return new();
            }),
        });

        (await client.GetAsync("http://reviews/a", Token)).Dispose();
        Assert.Empty(measured);
        (await client.GetAsync("http://reviews/a", Token)).Dispose();
        Assert.Equal(2, measured.Count);
        listener?.Dispose();
    }

    private static RouteDecision Decision()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        var view = new HttpRequestView(request);
        return new TrafficRouter(Routing.To(new("http://v1"))).Decide(in view)!;
    }

    private static async Task<IReadOnlyCollection<string>> MeasureAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting((TrafficRoutingOptions o) => Routing.To(new("http://v1")).CopyTo(o));
        services.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler(answer));
        await using var provider = services.BuildServiceProvider();
        var measured = new ConcurrentQueue<string>();
        using var listener = Listen(provider.GetRequiredService<IMeterFactory>(), measured.Enqueue);

        try
        {
            using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews").GetAsync("http://reviews/a", Token);
        }
        catch (HttpRequestException)
        {
            // What is measured then is the point.
        }

        return measured;
    }

    private static MeterListener Listen(IMeterFactory factory, Action<string>? measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == TrafficRoutingDefaults.TelemetryName)
                    self.EnableMeasurementEvents(instrument, measured);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, state) => Tell(instrument, tags, state));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, state) => Tell(instrument, tags, state));
        listener.Start();
        return listener;
    }

    private static void Tell(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        // A listener that only listens is told nothing, so that what it allocates is not its own.
        if (state is Action<string> measured)
            measured($"{instrument.Name["traffic_routing.".Length..]} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}");
    }

    private sealed class RecordingObserver : IRoutingObserver
    {
        public List<RoutedAttempt> Exchanges { get; } = [];

        public void OnCompleted(in RoutedAttempt exchange) => Exchanges.Add(exchange);
    }
}

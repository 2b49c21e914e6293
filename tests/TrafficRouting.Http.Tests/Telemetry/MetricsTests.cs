using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Telemetry;

public sealed class MetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "2xx")]
    [InlineData(404, "4xx")]
    [InlineData(503, "5xx")]
    public async Task Attempt_WithAnAnswer_IsCountedByNames(int status, string outcome)
    {
        var (decisions, durations) = await MeasureAsync(_ => new() { StatusCode = (System.Net.HttpStatusCode)status });

        Assert.Equal(["backend=v1 route=all service=reviews"], decisions);
        Assert.Equal([$"backend=v1 outcome={outcome} route=all service=reviews"], durations);
    }

    [Fact]
    public async Task Attempt_ThatFails_IsAnError() => Assert.Equal(
        ["backend=v1 outcome=error route=all service=reviews"],
        (await MeasureAsync(_ => throw new HttpRequestException("refused"))).Durations);

    [Fact]
    public void Outcome_OfTimeoutAndCancellation_AreToldApart()
    {
        var decision = Decision();
        var timeout = new TaskCanceledException("late", new TimeoutException());
        using var request = new HttpRequestMessage();

        Assert.Equal("timeout", Outcome.Of(new RoutedAttempt { Decision = decision, Request = request, Exception = timeout }));
        Assert.Equal("canceled", Outcome.Of(new RoutedAttempt { Decision = decision, Request = request, Exception = timeout, IsCallerCancellation = true }));
    }

    [Fact]
    public void Attempt_WhileSomebodyListens_AllocatesNothing()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        var metrics = new TrafficRoutingMetrics(factory);
        using var listener = Listen(factory);
        using var request = new HttpRequestMessage();
        using var response = new HttpResponseMessage();
        var attempt = new RoutedAttempt { Decision = Decision(), Request = request, Response = response };

        Assert.True(metrics.IsEnabled);
        Assert.Equal(0, Allocations.Of(() =>
        {
            metrics.Decided(attempt.Decision);
            metrics.Completed(in attempt);
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
        MetricCollector<double>? durations = null;
        var pipeline = new RoutingPipeline(new(Routing.To(new("http://v1"))), TimeProvider.System, [], new(factory));
        using var client = new HttpClient(new TrafficRoutingHandler(pipeline)
        {
            InnerHandler = new StubHandler(_ =>
            {
                durations ??= factory.Collect<double>("traffic_routing.request.duration");
                return new();
            }),
        });

        (await client.GetAsync("http://reviews/a", Token)).Dispose();
        Assert.Empty(durations!.GetMeasurementSnapshot());
        (await client.GetAsync("http://reviews/a", Token)).Dispose();
        Assert.Single(durations.GetMeasurementSnapshot());
        durations.Dispose();
    }

    private static RouteDecision Decision()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        var view = new HttpRequestView(request);
        return new TrafficRouter(Routing.To(new("http://v1"))).Decide(in view)!;
    }

    private static async Task<(IReadOnlyList<string> Decisions, IReadOnlyList<string> Durations)> MeasureAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting((TrafficRoutingOptions o) => Routing.To(new("http://v1")).CopyTo(o));
        services.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler(answer));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        using var decisions = factory.Collect<long>("traffic_routing.decisions");
        using var durations = factory.Collect<double>("traffic_routing.request.duration");

        try
        {
            using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews").GetAsync("http://reviews/a", Token);
        }
        catch (HttpRequestException)
        {
            // What is measured then is the point.
        }

        return (decisions.Tags(), durations.Tags());
    }

    // One that keeps nothing, so that what it allocates is not its own.
    private static MeterListener Listen(IMeterFactory factory)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    private sealed class RecordingObserver : IRoutingObserver
    {
        public List<RoutedAttempt> Exchanges { get; } = [];

        public void OnCompleted(in RoutedAttempt attempt) => Exchanges.Add(attempt);
    }
}

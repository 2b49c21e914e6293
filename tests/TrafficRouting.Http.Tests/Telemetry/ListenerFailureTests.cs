using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Telemetry;

/// <summary>No request, and no copy of one, fails over what the application's observers and listeners throw.</summary>
[Collection(SpanListeners.Alone)]
public sealed class ListenerFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Observer_Throwing_FailsNoRequestAndIsLoggedOnce(bool async)
    {
        var logs = new FakeLogCollector();
        var told = new CountingObserver();
        await using var app = App(logs, o => { }, s => s
            .AddSingleton<IRoutingObserver, ThrowingObserver>()
            .AddSingleton<IRoutingObserver>(told));
        using var failures = app.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.listener.failures");

        for (var i = 0; i < 3; i++)
            Assert.Equal("ok", await SendAsync(app, async));

        Assert.Equal(3, told.Count);
        Assert.Equal(Enumerable.Repeat("listener=ThrowingObserver", 3), failures.Tags());
        Assert.Contains("ThrowingObserver", Assert.Single(logs.Errors()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MeterListener_Throwing_FailsNoRequestAndNoCopy(bool async)
    {
        var logs = new FakeLogCollector();
        await using var mirrored = await BackendServer.StartAsync("v2");
        await using var app = App(logs, o =>
        {
            o.Backends["v2"] = new() { Address = mirrored.Address.ToString() };
            o.Services["reviews"].Routes["all"].Mirrors["v2"] = new() { Compare = new() };
            o.Mirroring.Concurrency = 1;
        });
        using var listener = ThrowingListener(app);

        for (var i = 0; i < 3; i++)
            Assert.Equal("ok", await SendAsync(app, async));
        await app.GetRequiredService<TrafficMirror>().WhenIdleAsync(Token).WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(3, mirrored.Count);
        Assert.All(logs.Errors(), e => Assert.Contains("MeterListener", e, StringComparison.Ordinal));
        Assert.NotEmpty(logs.Errors());
    }

    [Fact]
    public async Task MeterListener_ThrowingOverARefusedCopy_FailsNoRequestAndLeavesNoPlaceTaken()
    {
        await using var mirrored = await BackendServer.StartAsync("v2");
        await using var app = App(new(), o =>
        {
            o.Backends["v2"] = new() { Address = mirrored.Address.ToString() };
            o.Services["reviews"].Routes["all"].Mirrors["v2"] = new() { Methods = { "POST" } };
            o.Mirroring.MaxBodyBytes = 1;
        });
        using var listener = ThrowingListener(app);

        using var body = new StringContent("too large");
        using var response = await Client(app).PostAsync("http://reviews/", body, Token);
        Assert.Equal("ok", await SendAsync(app, async: true));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(app.GetRequiredService<TrafficMirror>().WhenIdleAsync(Token).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task ActivityListener_Throwing_FailsNoRequestAndLeavesTheCallersSpanCurrent(string when)
    {
        var logs = new FakeLogCollector();
        await using var app = App(logs, o => { });
        using var caller = new Activity("caller") { TraceStateString = $"throw={when}" }.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == TrafficRoutingDefaults.TelemetryName,
            Sample = (ref o) => o.Parent.SpanId == caller.SpanId && when == "sample" ? throw new InvalidOperationException() : ActivitySamplingResult.AllData,
            ActivityStarted = a => Throw(a, "start"),
            ActivityStopped = a => Throw(a, "stop"),
        };
        ActivitySource.AddActivityListener(listener);

        Assert.Equal("ok", await SendAsync(app, async: true));
        Assert.Same(caller, Activity.Current);
        Assert.Equal("ok", await SendAsync(app, async: false));
        Assert.Same(caller, Activity.Current);

        Assert.Contains("ActivityListener", Assert.Single(logs.Errors()), StringComparison.Ordinal);

        void Throw(Activity activity, string now)
        {
            if (when == now && activity.ParentSpanId == caller.SpanId)
                throw new InvalidOperationException("A listener's own trouble.");
        }
    }

    private static ServiceProvider App(FakeLogCollector logs, Action<TrafficRoutingOptions> options, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddProvider(new FakeLoggerProvider(logs)).SetMinimumLevel(LogLevel.Error));
        services.AddTrafficRouting((TrafficRoutingOptions o) =>
        {
            Routing.To(new("http://v1")).CopyTo(o);
            options(o);
        });
        services.AddHttpClient("reviews").AddTrafficRouting()
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => new() { Content = new StringContent("ok") }));
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static HttpClient Client(ServiceProvider app) => app.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

    private static async Task<string> SendAsync(ServiceProvider app, bool async)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        using var response = async ? await Client(app).SendAsync(request, Token) : Client(app).Send(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private static MeterListener ThrowingListener(ServiceProvider app)
    {
        var factory = app.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == TrafficRoutingDefaults.TelemetryName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("A listener's own trouble."));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("A listener's own trouble."));
        listener.Start();
        return listener;
    }

    private sealed class ThrowingObserver : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => throw new InvalidOperationException("An observer's own trouble.");
    }

    private sealed class CountingObserver : IRoutingObserver
    {
        private int _count;

        public int Count => _count;

        public void OnCompleted(in RoutedAttempt attempt) => Interlocked.Increment(ref _count);
    }
}

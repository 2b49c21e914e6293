using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests;

/// <summary>Copies that a hedging handler sends of one message are one request to routing.</summary>
public sealed class HedgingTests
{
    private const int Calls = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Arrangements() => new() { { "standard", false }, { "standard", true }, { "ours", false }, { "ours", true }, { "custom", false }, { "custom", true } };

    [Theory]
    [MemberData(nameof(Arrangements))]
    public async Task Hedges_OfACall_AreMirroredAndJudgedOnceAndDecidedAsTheRouteSays(string hedging, bool everyAttempt)
    {
        await using var shadow = await BackendServer.StartAsync("shadow");
        await using var app = await ResilientApp.StartAsync(
            s =>
            {
                s.AddTrafficRouting(o => o.Backends["shadow"] = new() { Address = shadow.Address.ToString() });
                Add(s.AddHttpClient("reviews"), hedging);
            },
            r =>
            {
                r.Mirrors["shadow"] = new();
                (r.Selection, r.DecideOn) = (SelectionKind.RoundRobin, everyAttempt ? DecisionScope.EveryAttempt : DecisionScope.InitialAttempt);
                (r.Weights["v1"], r.Weights["v2"]) = (1, 1);
            });
        using var client = app.Client();

        for (var i = 0; i < Calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://reviews/{i}");
            (await client.SendAsync(request, Token)).Dispose();
        }

        await app.Services.GetRequiredService<TrafficMirror>().WhenIdleAsync(Token);
        Assert.Equal(Enumerable.Range(0, Calls).Select(i => $"/{i}").Order(), shadow.Requests.Select(r => r.Path).Order());
        Assert.Equal(Calls, app.Attempts.Count(a => a.IsFirstAttempt));
        Assert.True(app.Attempts.Count > Calls);
        Assert.Equal(everyAttempt, app.V1.Requests.Select(r => r.Path).Intersect(app.V2.Requests.Select(r => r.Path)).Any());
    }

    [Fact]
    public async Task AddTrafficHedging_OfAClient_HasRoutingBetweenHedgesAndBreakers()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            s.ConfigureHttpClientDefaults(b => b.AddStandardResilienceHandler());
            s.AddHttpClient("reviews").AddTrafficHedging();
        });

        Assert.Equal(["LogicalRequestHandler", "ResilienceHandler", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler"], app.Pipeline());
        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task AddTrafficHedging_WithACanaryThatAlwaysFails_AnswersByTheOtherBackend()
    {
        await using var app = await ResilientApp.StartAsync(
            s => s.AddHttpClient("reviews").AddTrafficHedging(o => (o.Hedging.Delay, o.Hedging.MaxHedgedAttempts) = (TimeSpan.FromMilliseconds(20), 3)),
            r => r.DecideOn = DecisionScope.EveryAttempt);

        Assert.InRange(await app.CountGoodAsync(100), 97, 100);
    }

    private static void Add(IHttpClientBuilder client, string hedging)
    {
        if (hedging == "ours")
        {
            client.AddTrafficHedging(o => o.Hedging.MaxHedgedAttempts = 2);
            return;
        }

        if (hedging == "standard")
            client.AddStandardHedgingHandler().Configure(o =>
            {
                o.Hedging.MaxHedgedAttempts = 2;
                o.Endpoint.CircuitBreaker.MinimumThroughput = 10_000;
            });
        else
            client.AddHttpMessageHandler(() => new CopyingHandler());
        client.AddTrafficRouting();
    }

    /// <summary>Sends two copies at once, as people write it who do not use the package.</summary>
    private sealed class CopyingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copies = new[] { Copy(request), Copy(request) };
            var answers = await Task.WhenAll(copies.Select(c => base.SendAsync(c, cancellationToken)));
            answers[1].Dispose();
            return answers[0];
        }

        private static HttpRequestMessage Copy(HttpRequestMessage request)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var (key, value) in request.Options)
                ((IDictionary<string, object?>)copy.Options)[key] = value;
            return copy;
        }
    }
}

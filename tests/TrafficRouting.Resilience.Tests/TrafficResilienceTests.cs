using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;
using TrafficRouting.Http;

namespace TrafficRouting.Resilience.Tests;

/// <summary>One call puts the real strategies around routing in the order that works.</summary>
public sealed class TrafficResilienceTests
{
    private const int Calls = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_WithACanaryThatAlwaysFails_AreAnswered()
    {
        await using var app = await ResilientApp.StartAsync(s => s.AddHttpClient("reviews").AddTrafficResilience(o =>
        {
            Soon(o);
            o.CircuitBreaker.MinimumThroughput = 10;
        }));

        var good = await app.CountGoodAsync(Calls);

        Assert.True(good >= Calls * 99 / 100, $"{good} of {Calls} calls were answered.");
        // Its open circuit keeps most of the canary's share, some 60 calls and their retries, from it.
        Assert.InRange(app.V2.Count, 10, 30);
        Assert.Equal(Calls, app.Attempts.Count(a => a.IsFirstAttempt));
        Assert.True(app.Attempts.Count > Calls);
        Assert.All(app.Attempts.Where(a => a.Decision.Backend!.Name == "v1"), a => Assert.Equal(200, a.StatusCode));
    }

    [Fact]
    public async Task StandardHandler_OutsideOfRouting_RejectsTheHealthyBackendsRequestsToo()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            var client = s.AddHttpClient("reviews");
            client.AddStandardResilienceHandler(o => o.Retry.Delay = TimeSpan.FromMilliseconds(1));
            client.AddTrafficRouting();
        });

        // What this package is for: were it not so, the standard handler would do.
        Assert.InRange(await app.CountGoodAsync(Calls), 0, Calls * 50 / 100);
        Assert.Contains("AddTrafficResilience", Assert.Single(app.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipeline_WhereverTheCallsStand_HasRoutingBetweenRetriesAndBreakers()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            s.AddHttpClient("reviews").AddHttpMessageHandler(() => new Outer()).AddTrafficRouting().AddHttpMessageHandler(() => new Inner()).AddTrafficResilience();
            s.AddHttpClient("before").AddTrafficResilience().AddTrafficRouting(o => o.FollowRedirects = true).AddHttpMessageHandler(() => new Inner());
            s.AddHttpClient("twice").AddTrafficResilience().AddTrafficResilience();
        });

        Assert.Equal(
            ["LogicalRequestHandler", "Outer", "LogicalRequestHandler", "ResilienceHandler", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler", "Inner"], app.Pipeline());
        Assert.Equal(
            ["LogicalRequestHandler", "ResilienceHandler", "RedirectFollower", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler", "Inner"], app.Pipeline("before"));
        Assert.Equal(["LogicalRequestHandler", "ResilienceHandler", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler"], app.Pipeline("twice"));
        Assert.Empty(app.Warnings);
    }

    [Fact]
    public async Task Pipeline_UnderServiceDefaults_HasOurHandlersInPlaceOfTheStandardOnes()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            s.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
            s.AddServiceDiscovery();
            s.ConfigureHttpClientDefaults(b =>
            {
                b.AddStandardResilienceHandler();
                b.AddServiceDiscovery();
            });
            s.AddHttpClient("reviews").AddTrafficRouting().AddTrafficResilience();
            s.AddHttpClient("other");
        });

        Assert.Equal(
            ["LogicalRequestHandler", "ResilienceHandler", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler", "ResolvingHttpDelegatingHandler"], app.Pipeline());
        Assert.Equal(["ResilienceHandler", "ResolvingHttpDelegatingHandler"], app.Pipeline("other"));
    }

    [Fact]
    public async Task Pipeline_FromTheDefaults_IsThatOfEveryClientButTheMirrors()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            s.ConfigureHttpClientDefaults(b => b.AddTrafficRouting().AddTrafficResilience());
            s.AddHttpClient("plain").RemoveTrafficRouting();
        });

        Assert.Equal(["LogicalRequestHandler", "ResilienceHandler", "TrafficRoutingHandler", "AttemptScopeHandler", "ResilienceHandler"], app.Pipeline());
        Assert.DoesNotContain("TrafficRoutingHandler", app.Pipeline("plain"));
        Assert.DoesNotContain("ResilienceHandler", app.Pipeline(TrafficRoutingDefaults.MirrorClientName));
        Assert.Empty(app.Warnings);
    }

    [Theory]
    [InlineData(false, DecisionScope.InitialAttempt, false)]
    [InlineData(true, DecisionScope.InitialAttempt, true)]
    [InlineData(true, DecisionScope.EveryAttempt, false)]
    public async Task Retry_OfAFailedAttempt_IsDecidedAnewUnlessToldToKeepIt(bool keep, DecisionScope scope, bool isKept)
    {
        await using var app = await ResilientApp.StartAsync(
            s => s.AddHttpClient("reviews").AddTrafficResilience(o =>
            {
                Soon(o);
                o.KeepDecision = keep;
            }),
            r => (r.Selection, r.DecideOn) = (SelectionKind.RoundRobin, scope));
        using var client = app.Client();

        for (var i = 0; i < 10; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        var retries = app.Attempts.Where(a => !a.IsFirstAttempt).Select(a => a.Decision.Backend!.Name).ToList();
        Assert.NotEmpty(retries);
        Assert.Equal(isKept, retries.All(b => b == "v2"));
    }

    [Fact]
    public async Task Retry_OfOtherHandlersOutside_KeepsTheDecisionAsTheRouteSays()
    {
        await using var app = await ResilientApp.StartAsync(s =>
        {
            var client = s.AddHttpClient("reviews");
            client.AddResilienceHandler("retry", b => b.AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.Zero }));
            client.AddTrafficRouting();
        });
        using var client = app.Client();

        for (var i = 0; i < 20; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.All(app.Attempts.Where(a => !a.IsFirstAttempt), a => Assert.Equal("v2", a.Decision.Backend!.Name));
        Assert.Equal(20, app.Attempts.Count(a => a.IsFirstAttempt));
    }

    [Fact]
    public async Task AttemptTimeout_OfASlowBackend_IsPollysAndCountsAsTimeout()
    {
        await using var app = await ResilientApp.StartAsync(
            s => s.AddHttpClient("reviews").AddTrafficResilience(o =>
            {
                o.Retry.ShouldHandle = _ => new(false);
                o.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(50);
            }),
            r => (r.Weights["v1"], r.Weights["v2"]) = (0, 1),
            HangAsync);

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => app.Client().GetAsync("http://reviews/", Token));

        var attempt = Assert.Single(app.Attempts);
        Assert.IsType<TimeoutRejectedException>(attempt.Exception);
        Assert.False(attempt.IsCallerCancellation);
    }

    [Fact]
    public async Task RouteTimeout_InsideOfRetries_EndsEachAttemptThroughTheInnerHandler()
    {
        await using var app = await ResilientApp.StartAsync(
            s => s.AddHttpClient("reviews").AddTrafficResilience(o =>
            {
                Soon(o);
                o.KeepDecision = true;
            }),
            r =>
            {
                (r.Weights["v1"], r.Weights["v2"]) = (0, 1);
                r.Timeout = TimeSpan.FromMilliseconds(50);
            },
            HangAsync);

        var thrown = await Assert.ThrowsAsync<TaskCanceledException>(() => app.Client().GetAsync("http://reviews/", Token));

        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Equal(4, app.Attempts.Count);
    }

    [Fact]
    public async Task RouteTimeout_UnderTheStandardHandler_IsRetriedAsATimeout()
    {
        await using var app = await ResilientApp.StartAsync(
            s =>
            {
                var client = s.AddHttpClient("reviews");
                client.AddStandardResilienceHandler(o => o.Retry.Delay = TimeSpan.FromMilliseconds(1));
                client.AddTrafficRouting();
            },
            r =>
            {
                (r.Weights["v1"], r.Weights["v2"]) = (0, 1);
                r.Timeout = TimeSpan.FromMilliseconds(50);
            },
            HangAsync);

        await Assert.ThrowsAsync<TaskCanceledException>(() => app.Client().GetAsync("http://reviews/", Token));

        Assert.Equal(4, app.Attempts.Count);
    }

    [Fact]
    public async Task Breakers_OfTwoBackendsAtOneAddress_AreTwo()
    {
        await using var app = await ResilientApp.StartAsync(
            s =>
            {
                s.AddTrafficRouting(o =>
                {
                    o.Backends["v1"].Address = o.Backends["v2"].Address + "good";
                    o.Backends["v2"].Address += "bad";
                });
                s.AddHttpClient("reviews").AddTrafficResilience(Soon);
            },
            v2: context =>
            {
                context.Response.StatusCode = context.Request.Path.StartsWithSegments("/bad") ? 503 : 200;
                return Task.CompletedTask;
            });

        Assert.InRange(await app.CountGoodAsync(Calls), Calls * 99 / 100, Calls);
    }

    [Fact]
    public async Task InvalidTarget_OfARewrite_IsNotRetried()
    {
        await using var app = await ResilientApp.StartAsync(
            s => s.AddHttpClient("reviews").AddTrafficResilience(Soon),
            r =>
            {
                r.Matches.Add(new() { Path = new() { Prefix = "/api" } });
                r.Rewrite = new() { PathPrefix = "/" };
            });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.Client().GetAsync("http://reviews/api../secret", Token));

        Assert.Single(app.Attempts);
    }

    [Fact]
    public async Task Send_OfTheSynchronousKind_IsRetriedToo()
    {
        await using var app = await ResilientApp.StartAsync(s => s.AddHttpClient("reviews").AddTrafficResilience(Soon), r => r.Selection = SelectionKind.RoundRobin);
        using var client = app.Client();

        for (var i = 0; i < 10; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
            using var response = await Task.Run(() => client.Send(request, Token), Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(10, app.Attempts.Count(a => a.IsFirstAttempt));
    }

    [Fact]
    public async Task Options_OfNoUse_AreRefusedWithTheirNames()
    {
        await using var app = await ResilientApp.StartAsync(s => s.AddHttpClient("reviews").AddTrafficResilience(o =>
        {
            o.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1);
            o.Retry.MaxRetryAttempts = -1;
        }));

        var thrown = Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(["AttemptTimeout", "SamplingDuration", "MaxRetryAttempts"], n => Assert.Contains(n, thrown.Message, StringComparison.Ordinal));
    }

    private static void Soon(TrafficResilienceOptions options) => options.Retry.Delay = TimeSpan.FromMilliseconds(1);

    private static async Task HangAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private sealed class Outer : DelegatingHandler;

    private sealed class Inner : DelegatingHandler;
}

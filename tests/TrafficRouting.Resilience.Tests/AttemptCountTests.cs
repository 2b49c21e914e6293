using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly.CircuitBreaker;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests;

/// <summary>Who retries what: how many requests one call becomes when two backends answer 503, with one failover and two retries of the real packages.</summary>
public sealed class AttemptCountTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, Action<IHttpClientBuilder>> Arrangements { get; } = new(StringComparer.Ordinal)
    {
        ["routing alone"] = client => client.AddTrafficRouting(),
        ["the standard handler around routing"] = client =>
        {
            client.AddStandardResilienceHandler(Twice);
            client.AddTrafficRouting();
        },
        ["the standard handler inside of routing"] = client =>
        {
            client.AddTrafficRouting();
            client.AddStandardResilienceHandler(Twice);
        },
        ["AddTrafficResilience"] = client => client.AddTrafficResilience(Twice),
        ["AddTrafficHedging"] = client => client.AddTrafficHedging(o => o.Hedging.MaxHedgedAttempts = 2),
    };

    // From docs/failover.md.
    public static TheoryData<string, bool, int> Documented()
    {
        var data = new TheoryData<string, bool, int>();
        foreach (var row in File.ReadLines(DocSnippets.Locate("docs/failover.md")).Select(l => l.Split('|', StringSplitOptions.TrimEntries)))
        {
            if (row is not ["", var name, var without, var with, ""] || !Arrangements.ContainsKey(name.Trim('`')))
                continue;
            data.Add(name.Trim('`'), false, int.Parse(without, CultureInfo.InvariantCulture));
            data.Add(name.Trim('`'), true, int.Parse(with, CultureInfo.InvariantCulture));
        }

        return data;
    }

    [Fact]
    public void Page_HasEveryArrangement() => Assert.Equal(2 * Arrangements.Count, Documented().Count);

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Call_ThatAllBackendsFail_IsSentThisOften(string arrangement, bool hasFailover, int requests)
    {
        await using var app = await StartAsync(arrangement, route => route.Failover = hasFailover ? new() : null);
        using var client = app.Client();

        using var response = await client.GetAsync("http://reviews/fail", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(requests, app.V1.Count + app.V2.Count);
        Assert.Single(app.Attempts, a => a.IsFirstAttempt);
        if (hasFailover)
            Assert.Equal(requests / 2, app.Attempts.Count(a => a.IsFailover) * (arrangement == "the standard handler inside of routing" ? requests / 2 : 1));
    }

    [Theory]
    [InlineData("routing alone", 2)]
    [InlineData("the standard handler around routing", 2)]
    [InlineData("the standard handler inside of routing", 4)]
    [InlineData("AddTrafficResilience", 2)]
    [InlineData("AddTrafficHedging", 2)]
    public async Task Call_ThatTheFirstBackendFails_IsSavedByFailoverBeforeAnybodyOutsideSeesIt(string arrangement, int requests)
    {
        await using var app = await StartAsync(arrangement, route =>
        {
            route.Failover = new();
            route.Weights["v2"] = 1_000_000;
        });
        using var client = app.Client();

        using var response = await client.GetAsync("http://reviews/half", Token);

        Assert.Equal("v1", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(requests, app.V1.Count + app.V2.Count);
        Assert.Equal(1, response.RequestMessage!.GetFailoverCount());
    }

    [Fact]
    public async Task Health_CircuitOpensInside_CountsEveryRejectionAndLeavesTheBackendOut()
    {
        await using var app = await StartAsync("AddTrafficResilience", route => route.Selection = SelectionNames.RoundRobin, (name, backend) =>
        {
            // Answers do not count, so that what ejects are the rejections of the open circuit.
            backend.Health = name == "v2" ? new() { Statuses = { "599" }, ConsecutiveFailures = 3 } : null;
        });
        using var client = app.Client();
        for (var i = 0; i < 60; i++)
            (await client.GetAsync("http://reviews/half", Token)).Dispose();

        Assert.Equal(3, app.Attempts.Count(a => a.Exception is BrokenCircuitException));
        var before = app.Attempts.Count;
        for (var i = 0; i < 10; i++)
            (await client.GetAsync("http://reviews/half", Token)).Dispose();
        Assert.All(app.Attempts.Skip(before), a => Assert.Equal("v1", a.Decision.Backend!.Name));
    }

    private static Task<ResilientApp> StartAsync(string arrangement, Action<RouteOptions> route, Action<string, BackendOptions>? backend = null)
    {
        static Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }

        return ResilientApp.StartAsync(
            s =>
            {
                if (backend is not null)
                {
                    s.PostConfigure<TrafficRoutingOptions>(o =>
                    {
                        foreach (var (name, options) in o.Backends)
                            backend(name, options);
                    });
                }

                Arrangements[arrangement](s.AddHttpClient("reviews"));
            },
            r =>
            {
                (r.Weights["v1"], r.Weights["v2"]) = (1, 1);
                route(r);
            },
            v2: AnswerAsync,
            v1: context => context.Request.Path == "/fail" ? AnswerAsync(context) : Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "v1", context.RequestAborted));
    }

    private static void Twice(HttpStandardResilienceOptions options)
    {
        (options.Retry.MaxRetryAttempts, options.Retry.Delay) = (2, TimeSpan.FromMilliseconds(1));
        options.CircuitBreaker.MinimumThroughput = 10;
    }
}

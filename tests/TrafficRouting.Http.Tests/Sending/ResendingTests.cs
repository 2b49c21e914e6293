using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>What is sent again by a failover, and what never is.</summary>
public sealed class ResendingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<HttpContent?>, bool> Bodies => new()
    {
        { "none", () => null, true },
        { "bytes", () => new ByteArrayContent([1, 2, 3]), true },
        { "text", () => new StringContent("x"), true },
        { "form", () => new FormUrlEncodedContent([new("a", "b")]), true },
        { "memory", () => new ReadOnlyMemoryContent(new byte[] { 1 }), true },
        { "json", () => JsonContent.Create(new { a = 1 }), false },
        { "stream", () => new StreamContent(new MemoryStream([1])), false },
        { "multipart", () => new MultipartFormDataContent { { new StringContent("x"), "a" } }, false },
    };

    [Theory]
    [InlineData(null, "GET", true)]
    [InlineData(null, "HEAD", true)]
    [InlineData(null, "OPTIONS", true)]
    [InlineData(null, "TRACE", true)]
    [InlineData(null, "PUT", true)]
    [InlineData(null, "DELETE", true)]
    [InlineData(null, "POST", false)]
    [InlineData(null, "PATCH", false)]
    [InlineData(null, "PURGE", false)]
    [InlineData("post", "POST", true)]
    [InlineData("post", "GET", false)]
    public async Task Send_Fails_IsSentAgainByItsMethod(string? methods, string method, bool isSentAgain)
    {
        var failover = new FailoverOptions();
        if (methods is not null)
            failover.Methods.Add(methods);

        Assert.Equal(isSentAgain ? 2 : 1, await CountAsync(failover, () => new(new(method), "http://reviews/")));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Send_Fails_IsSentAgainByItsBody(string name, Func<HttpContent?> body, bool isSentAgain) =>
        Assert.Equal((name, isSentAgain ? 2 : 1), (name, await CountAsync(new(), () => new(HttpMethod.Put, "http://reviews/") { Content = body() })));

    [Fact]
    public async Task Send_Upgrade_IsNeverSentAgain() =>
        Assert.Equal(1, await CountAsync(new(), () => new(HttpMethod.Get, "http://reviews/") { Headers = { { "Connection", "Upgrade" }, { "Upgrade", "websocket" } } }));

    [Fact]
    public async Task Send_BackendOfTheCallersChoice_StaysThere() => Assert.Equal(1, await CountAsync(new(), () =>
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        request.SetBackend("a");
        return request;
    }));

    [Fact]
    public async Task Send_BodyOfTheAnswerBreaksOff_IsNotSentAgain()
    {
        var hasHeaders = new TaskCompletionSource();
        await using var server = await BackendServer.StartAsync(handler: async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("begun", Token);
            await context.Response.Body.FlushAsync(Token);
            await hasHeaders.Task;
            context.Abort();
        });
        using var client = new HttpClient(new TrafficRoutingHandler(Router(new() { Attempts = 5 }, server.Address)) { InnerHandler = new SocketsHttpHandler() });

        using var response = await client.GetAsync("http://reviews/", HttpCompletionOption.ResponseHeadersRead, Token);
        hasHeaders.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Send_AttemptsOfTheSameBackend_TryEachEndpointOnce()
    {
        var options = new TrafficRoutingOptions
        {
            Backends = { ["a"] = new() { Selection = SelectionNames.Random, Endpoints = { ["1"] = new() { Address = "http://1" }, ["2"] = new() { Address = "http://2" }, ["3"] = new() { Address = "http://3" } } } },
            Services = { ["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = new() { Weights = { ["a"] = 1 }, Failover = new() { To = FailoverTarget.SameBackend, Attempts = 2 } } } } },
        };
        for (var i = 0; i < 20; i++)
        {
            var primary = new StubHandler(request => new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request });
            using var client = new HttpClient(new TrafficRoutingHandler(new TrafficRouter(options)) { InnerHandler = primary });
            (await client.GetAsync("http://reviews/", Token)).Dispose();
            Assert.Equal(3, primary.Uris.Select(u => u.Host).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public async Task Send_Fails_UndoesItsEditsBeforeTheNextMakesItsOwn()
    {
        var seen = new List<string>();
        var options = Options(new());
        options.Backends["a"].RequestHeaders = new() { Set = { ["x-of"] = "a" }, Remove = { "x-mine" } };
        options.Backends["b"].RequestHeaders = new() { Add = { ["x-of"] = "b" } };
        using var client = new HttpClient(new TrafficRoutingHandler(new TrafficRouter(options))
        {
            InnerHandler = new StubHandler(request =>
            {
                seen.Add($"{request.RequestUri!.Host}: {string.Join(',', request.Headers.GetValues("x-of"))} {request.Headers.Contains("x-mine")}");
                return new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request };
            }),
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/") { Headers = { { "x-of", "caller" }, { "x-mine", "1" } } };
        (await client.SendAsync(request, Token)).Dispose();

        Assert.Equal(["a: a False", "b: caller,b True"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_RetryOutsideIsAnsweredAtOnce_CountsNoFailoverOfTheAttemptBefore()
    {
        var sent = 0;
        var primary = new StubHandler(request => new(++sent <= 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK) { RequestMessage = request });
        using var client = new HttpClient(new RetryHandler(2) { InnerHandler = new TrafficRoutingHandler(Router(new())) { InnerHandler = primary } });

        using var response = await client.GetAsync("http://reviews/", Token);

        Assert.Equal((3, 0), (sent, response.RequestMessage!.GetFailoverCount()));
    }

    private static async Task<int> CountAsync(FailoverOptions failover, Func<HttpRequestMessage> make)
    {
        var primary = new StubHandler(request => new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request });
        using var client = new HttpClient(new TrafficRoutingHandler(Router(failover)) { InnerHandler = primary });
        using var request = make();
        (await client.SendAsync(request, Token)).Dispose();
        return primary.Uris.Count;
    }

    private static TrafficRouter Router(FailoverOptions failover, Uri? address = null) => new(Options(failover, address));

    private static TrafficRoutingOptions Options(FailoverOptions failover, Uri? address = null) => new()
    {
        Backends = { ["a"] = new() { Address = address?.ToString() ?? "http://a" }, ["b"] = new() { Address = address?.ToString() ?? "http://b" } },
        Services = { ["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = new() { Weights = { ["a"] = 1, ["b"] = 1 }, Failover = failover } } } },
    };
}

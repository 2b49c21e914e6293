using System.Net;

namespace TrafficRouting.Testing.Tests;

public sealed class FakeBackendTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Respond_SeveralTimes_AnswersInTurnAndRepeatsTheLast()
    {
        await using var app = new RoutedApp(f => f.Unrouted.Respond(503).Throw(new HttpRequestException("refused")).Respond(200));

        Assert.Equal(503, await Status(app, "/"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Status(app, "/"));
        Assert.Equal("refused", refused.Message);
        Assert.Equal(200, await Status(app, "/"));
        Assert.Equal(200, await Status(app, "/"));
    }

    [Fact]
    public async Task Respond_WithNull_SaysWhichAnswerItIs()
    {
        await using var app = new RoutedApp(f => f.Unrouted.Respond(_ => null!));

        var failure = await Assert.ThrowsAsync<TrafficRoutingAssertionException>(() => Status(app, "/"));

        Assert.Contains("is null. Have it return a new HttpResponseMessage.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/reviews/1", 201)]
    [InlineData("PUT", "/reviews/1", 202)]
    [InlineData("GET", "/reviews/2", 203)]
    [InlineData("GET", "/Reviews/1", 200)]
    [InlineData("DELETE", "/special", 418)]
    public async Task On_MethodAndPath_TakesThoseRequestsAlone(string method, string path, int expected)
    {
        await using var app = new RoutedApp(f =>
        {
            f.Unrouted.Respond(200);
            f.Unrouted.On("/reviews/*").Respond(203);
            f.Unrouted.On("/reviews/1").Respond(202);
            f.Unrouted.On("get", "/reviews/1").Respond(201);
            f.Unrouted.On(r => r.Method == "DELETE").Respond(418);
        });
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri("http://plain" + path));

        using var response = await app.Client("plain").SendAsync(request, Token);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task On_AgainInATest_GoesBeforeTheEarlierRule()
    {
        await using var app = new RoutedApp(f => f.Unrouted.On("/x").Respond(200));
        app.Fake.Unrouted.On("/x").Respond(404);

        Assert.Equal(404, await Status(app, "/x"));
    }

    [Fact]
    public async Task Respond_MadeFromTheRequest_SeesIt()
    {
        await using var app = new RoutedApp(f => f.Unrouted.Respond(r => new HttpResponseMessage { Content = new StringContent(r.BodyText.ToUpperInvariant()) }));
        using var content = new StringContent("abc");

        using var response = await app.Client("plain").PostAsync(new Uri("/", UriKind.Relative), content, Token);

        Assert.Equal("ABC", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Respond_ThatWaits_EndsWhenTheCallerGivesUp()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var app = new RoutedApp(f => f.Unrouted.Respond(async (_, token) =>
        {
            await caller.CancelAsync();
            token.ThrowIfCancellationRequested();
            return new HttpResponseMessage(HttpStatusCode.OK);
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Client("plain").GetAsync(new Uri("/", UriKind.Relative), caller.Token));
    }

    private static async Task<int> Status(RoutedApp app, string path)
    {
        using var response = await app.Client("plain").GetAsync(new Uri(path, UriKind.Relative), Token);
        return (int)response.StatusCode;
    }
}

using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Testing.Tests;

public sealed class FakeTrafficRoutingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ToAScriptedBackend_AnswersByTheScript()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v1").Respond(201, """{ "stars": 4 }"""));
        app.Fake.NextPicks("reviews-v1");

        using var response = await app.Client().GetAsync(new Uri("/reviews/1", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{ "stars": 4 }""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Send_Synchronously_AnswersByTheScript()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v1").Respond(200));
        app.Fake.NextPicks("reviews-v1");
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/reviews/1");

        using var response = app.Client().Send(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Requests_OfARoutedRequest_RecordWhatTheBackendReceived()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v2").Respond(200));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/reviews/1?page=2")
        {
            Content = new StringContent("grüße", Encoding.UTF8, "text/plain"),
            Headers = { { "end-user", "jason" } },
        };

        using var response = await app.Client().SendAsync(request, Token);

        var received = app.Fake.Backend("reviews-v2").Requests.Latest;
        Assert.Equal("POST", received.Method);
        Assert.Equal("http://10.0.0.12:9080/reviews/1?page=2", received.Uri.AbsoluteUri);
        Assert.Equal("10.0.0.12:9080", received.Host);
        Assert.Equal("jason", received.Headers["End-User"]);
        Assert.Equal("text/plain; charset=utf-8", received.Headers["content-type"]);
        Assert.Equal("grüße", received.BodyText);
        Assert.Equal("reviews-v2", received.Backend);
        Assert.Equal("jason", received.Decision?.Route?.Name);
        Assert.False(received.IsMirror);
    }

    [Fact]
    public async Task Decisions_OfRequests_RecordThemAlsoWhenAnsweredHere()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v2").Respond(503));

        using var sent = new HttpRequestMessage(HttpMethod.Get, "http://reviews/reviews/1") { Headers = { { "end-user", "jason" } } };
        using var answered = await app.Client().SendAsync(sent, Token);
        using var gone = await app.Client().GetAsync(new Uri("/gone", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.InternalServerError, gone.StatusCode);
        Assert.Equal(("reviews", "gone", "refused", 500), Words(app.Fake.Decisions.Latest));
        var all = app.Fake.Decisions.GetSnapshot(clear: true);
        Assert.Equal(("reviews", "jason", "reviews-v2", 503), Words(all[0]));
        Assert.Equal(0, app.Fake.Decisions.Count);

        static (string, string?, string?, int?) Words(FakeDecision d) => (d.Service, d.Route, d.Backend, d.StatusCode);
    }

    [Fact]
    public async Task Backends_AtOneAddress_AreToldApartByTheDecision()
    {
        // reviews-v2 and reviews-v3 share an address in routing.json.
        await using var app = new RoutedApp(f => f.Backend("reviews-v2").Respond(200, "two"));
        app.Fake.NextPicks("reviews-v2");

        await app.Client().GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token);
        await app.Fake.Mirrors.WhenIdleAsync(Token);

        app.Fake.ShouldHaveSent("reviews-v2", times: 1);
        app.Fake.ShouldNotHaveSent("reviews-v3");
        app.Fake.ShouldHaveMirrored("reviews-v3", times: 1);
        app.Fake.ShouldNotHaveMirrored("reviews-v2");
        Assert.Equal("reviews-v3", app.Fake.Mirrors.Requests.Latest.Backend);
        Assert.True(app.Fake.Mirrors.Requests.Latest.IsMirror);
    }

    [Fact]
    public async Task WhenIdleAsync_WithMirrorsThatTakeTheirTime_WaitsForTheLast()
    {
        var release = new TaskCompletionSource();
        await using var app = new RoutedApp(f =>
        {
            f.Backend("reviews-v1").Respond(200);
            f.Backend("reviews-v2").Respond(200);
            f.Backend("reviews-v3").Respond(async (_, token) =>
            {
                await release.Task.WaitAsync(token);
                return new HttpResponseMessage();
            });
        });

        using (await app.Client().GetAsync(new Uri("/reviews/1", UriKind.Relative), Token))
        {
        }

        var idle = app.Fake.Mirrors.WhenIdleAsync(Token);
        Assert.False(idle.IsCompleted);
        release.SetResult();
        await idle.WaitAsync(TimeSpan.FromSeconds(30), Token);
        app.Fake.ShouldHaveMirrored("reviews-v3", times: 1);
    }

    [Fact]
    public async Task WhenIdleAsync_WithoutMirrors_IsThereAtOnce()
    {
        await using var app = new RoutedApp();

        Assert.True(app.Fake.Mirrors.WhenIdleAsync(Token).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Send_ByAClientThatIsNotRouted_GoesToUnrouted()
    {
        await using var app = new RoutedApp(f => f.Unrouted.Respond(200, "plain"));

        Assert.Equal("plain", await app.Client("plain").GetStringAsync(new Uri("/x", UriKind.Relative), Token));
        Assert.Null(app.Fake.Unrouted.Requests.Latest.Backend);
    }

    [Theory]
    [InlineData("reviews", "/reviews/1", "backend 'reviews-v1'", "fake.Backend(\"reviews-v1\").Respond(200)")]
    [InlineData("plain", "/x?token=secret", "was not routed", "fake.Unrouted.Respond(200)")]
    public async Task Send_WithoutAScript_SaysWhatToScript(string client, string path, string what, string remedy)
    {
        await using var app = new RoutedApp(f => f.NextPicks("reviews-v1"));

        var failure = await Assert.ThrowsAsync<TrafficRoutingAssertionException>(
            () => app.Client(client).GetAsync(new Uri(path, UriKind.Relative), Token));

        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddFakeTrafficRouting_AfterOptionsInCode_KeepsTheUsersTable()
    {
        await using var app = new RoutedApp(services: s => s.PostConfigure<TrafficRoutingOptions>(o => o.Services["reviews"].Routes["jason"].Enabled = false));

        Assert.DoesNotContain(app.Services.GetRequiredService<TrafficRouter>().Table.Services.SelectMany(s => s.Routes), r => r.Name == "jason");
    }

    [Fact]
    public async Task Reset_AfterUse_ForgetsScriptsAndRecords()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v2").Respond(200));
        using (await app.SendAsJasonAsync())
        {
        }

        app.Fake.Reset();

        Assert.Equal(0, app.Fake.Decisions.Count);
        Assert.Equal(0, app.Fake.Backend("reviews-v2").Requests.Count);
        await Assert.ThrowsAsync<TrafficRoutingAssertionException>(() => app.SendAsJasonAsync());
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

public sealed class RedirectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/there")]
    [InlineData("http://reviews/there")]
    public async Task Redirect_ToTheServiceItself_IsFollowedThroughRouting(string location)
    {
        await using var v1 = await StartAsync(location);
        await using var v2 = await StartAsync(location);
        await using var app = new RoutedApp(Routing.Between(v1.Address, v2.Address), s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = true));
        using var client = app.Clients.CreateClient("reviews");

        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync("http://reviews/here", Token);
            Assert.Equal(new Uri("http://reviews/there"), response.RequestMessage!.RequestUri);
        }

        // One logical request, so that where it leads is on the backend that sent it there.
        Assert.Equal(["/here", "/there"], v1.Requests.Select(r => r.Path));
        Assert.Equal(["/here", "/there"], v2.Requests.Select(r => r.Path));
    }

    [Theory]
    [InlineData("https+http")]
    [InlineData("http+https")]
    public async Task Redirect_OfACallByASchemeOfServiceDiscovery_IsFollowedThroughRouting(string scheme)
    {
        await using var v1 = await StartAsync("/there");
        await using var app = new RoutedApp(
            Routing.To(v1.Address),
            s => s.AddHttpClient("reviews", c => c.BaseAddress = new($"{scheme}://reviews")).AddTrafficRouting(o => o.FollowRedirects = true));
        using var client = app.Clients.CreateClient("reviews");

        using var response = await client.GetAsync(new Uri("/here", UriKind.Relative), Token);

        Assert.Equal(new Uri($"{scheme}://reviews/there"), response.RequestMessage!.RequestUri);
        Assert.Equal(["/here", "/there"], v1.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task Redirect_ToAnotherService_GoesToThatOneWithoutCredentialsOrHost()
    {
        await using var v1 = await StartAsync("http://ratings/there");
        await using var ratings = await BackendServer.StartAsync("ratings");
        var options = Routing.To(v1.Address);
        options.Backends["ratings"] = new() { Address = ratings.Address.ToString(), PreserveHost = true };
        options.Services["ratings"] = new() { Hosts = { "ratings" }, Routes = { ["all"] = new() { Weights = { ["ratings"] = 1 } } } };
        await using var app = new RoutedApp(options, s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = true));
        using var client = app.Clients.CreateClient("reviews");
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://unused/here")
        {
            Headers = { { "Authorization", "Bearer a" }, { "Cookie", "a=b" }, { "X-Other", "c" } },
        };
        request.Headers.Host = "reviews";
        request.SetBackend("v1");

        using var response = await client.SendAsync(request, Token);

        var sent = Assert.Single(ratings.Requests);
        Assert.Equal(("ratings", null, null, "c"), (sent.Host, sent.Header("Authorization"), sent.Header("Cookie"), sent.Header("X-Other")));
    }

    public static MatrixTheoryData<int, string, bool> Kinds { get; } =
        new([300, 301, 302, 303, 304, 307, 308], ["GET", "HEAD", "POST", "PUT", "DELETE"], [false, true]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Redirect_OfEachKind_HasTheMethodAndBodyThatHttpClientsOwnHas(int status, string method, bool isChunked)
    {
        await using var v1 = await StartAsync("/there", status);
        await using var app = new RoutedApp(Routing.To(v1.Address), s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = true));
        using var routed = app.Clients.CreateClient("reviews");
        using var plain = new HttpClient();

        await SendAsync(plain, v1.Address);
        var own = Take();
        await SendAsync(routed, new("http://reviews"));

        Assert.Equal(status == 304 ? 1 : 2, own.Count);
        Assert.Equal(own, Take());

        async Task SendAsync(HttpClient client, Uri address)
        {
            using var request = new HttpRequestMessage(new(method), new Uri(address, "/here"));
            if (method is not ("GET" or "HEAD"))
                request.Content = new StringContent("body");
            if (isChunked && request.Content is not null)
                request.Headers.TransferEncodingChunked = true;
            (await client.SendAsync(request, Token)).Dispose();
        }

        List<(string, string, string, string?, string?)> Take()
        {
            var taken = v1.Requests.Select(r => (r.Path, r.Method, System.Text.Encoding.UTF8.GetString(r.Body), r.Header("Content-Length"), r.Header("Transfer-Encoding"))).ToList();
            v1.Requests.Clear();
            return taken;
        }
    }

    [Theory]
    [InlineData("https://reviews/", "http://reviews/there", 1)]
    [InlineData("http://reviews/", "ftp://reviews/there", 1)]
    [InlineData("http://reviews/", "http://reviews/", 51)]
    public async Task Redirect_ThatMustNotBeFollowed_IsAnswered(string uri, string location, int sent)
    {
        var options = Routing.To(new("http://v1"));
        using var primary = new StubHandler(r => Found(r, location));
        using var invoker = new HttpMessageInvoker(new RedirectFollower { InnerHandler = options.Handler(primary) });
        using var atOnce = new HttpRequestMessage(HttpMethod.Get, uri);
        using var suspended = new HttpRequestMessage(HttpMethod.Get, uri);

        using var response = invoker.Send(atOnce, Token);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(sent, primary.Uris.Count);

        using var later = await invoker.SendAsync(suspended, Token);
        Assert.Equal(HttpStatusCode.Found, later.StatusCode);
        Assert.Equal(2 * sent, primary.Uris.Count);
    }

    [Fact]
    public async Task Redirect_AnsweredByTheRoute_IsFollowedToo()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        var options = Routing.To(v1.Address);
        options.Services["reviews"].Routes["old"] = new() { Order = -1, Matches = { new() { Path = new() { PathPrefix = "/old" } } }, Redirect = new() { PathPrefix = "/new" } };
        await using var app = new RoutedApp(options, s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = true));
        using var client = app.Clients.CreateClient("reviews");

        using var response = await client.GetAsync("http://reviews/old/a", Token);

        Assert.Equal("/new/a", Assert.Single(v1.Requests).Path);
    }

    [Fact]
    public async Task Redirect_WithoutTheOption_IsFollowedBelowRouting()
    {
        await using var elsewhere = await BackendServer.StartAsync();
        await using var v1 = await StartAsync(elsewhere.Address.ToString());
        await using var app = new RoutedApp(Routing.To(v1.Address), s => s.AddHttpClient("reviews").AddTrafficRouting());
        using var client = app.Clients.CreateClient("reviews");

        using var response = await client.GetAsync("http://reviews/here", Token);

        Assert.Equal(elsewhere.Address, response.RequestMessage!.RequestUri);
        Assert.Single(elsewhere.Requests);
    }

    private static HttpResponseMessage Found(HttpRequestMessage request, string location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found) { RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }

    private static Task<BackendServer> StartAsync(string location, int status = 302) => BackendServer.StartAsync("v1", context =>
    {
        if (context.Request.Path == "/here")
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = location;
        }

        return Task.CompletedTask;
    });
}

using System.Net;
using System.Threading.Channels;
using TrafficRouting.Http;
using TrafficRouting.Manifests.Tests.Istio;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Http;

/// <summary>What a VirtualService does to requests and answers on the wire.</summary>
public sealed class VirtualServiceOverHttpTests : IAsyncLifetime
{
    private readonly Channel<RecordedRequest> _mirrored = Channel.CreateUnbounded<RecordedRequest>();
    private BackendServer _server = null!;
    private BackendServer _shadow = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await BackendServer.StartAsync("hit", context =>
        {
            context.Response.Headers["x-origin"] = "backend";
            return Task.CompletedTask;
        });
        _shadow = await BackendServer.StartAsync("shadow", _ =>
        {
            _shadow.Requests.TryPeek(out var request);
            _mirrored.Writer.TryWrite(request!);
            return Task.CompletedTask;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _shadow.DisposeAsync();
    }

    [Theory]
    // A prefix is replaced letter for letter: nothing mends the slashes.
    [InlineData("match: [{uri: {prefix: /foo}}]\n  rewrite: {uri: /}", "/foo/bar?x=1", "//bar?x=1")]
    [InlineData("match: [{uri: {prefix: /foo/}}]\n  rewrite: {uri: /new/}", "/foo/bar", "/new/bar")]
    [InlineData("match: [{uri: {prefix: /v2}}]\n  rewrite: {uri: /v3}", "/v2example", "/v3example")]
    [InlineData("match: [{uri: {prefix: /V2}, ignoreUriCase: true}]\n  rewrite: {uri: /v3}", "/v2/x", "/v3/x")]
    [InlineData("match: [{uri: {exact: /foo}}]\n  rewrite: {uri: /bar}", "/foo?q", "/bar?q")]
    [InlineData("match: [{uri: {regex: '/f.*'}}]\n  rewrite: {uri: /bar}", "/foo/x", "/bar")]
    [InlineData("rewrite: {uri: /foo/}", "/bar", "/foo/bar")]
    [InlineData("rewrite: {uriRegexRewrite: {match: '^/service/([^/]+)(/.*)$', rewrite: '\\2/instance/\\1'}}", "/service/foo/v1/api", "/v1/api/instance/foo")]
    [InlineData("name: plain", "/a%2Fb?x=%20", "/a%2Fb?x=%20")]
    public async Task Rewrite_Of_SendsThePathThatIstioSends(string fields, string path, string sent)
    {
        await SendAsync(fields, path);

        Assert.Equal(sent, Received.Target);
    }

    [Theory]
    [InlineData("name: plain", "web:8080")]
    [InlineData("rewrite: {authority: other.example}", "other.example")]
    [InlineData("headers: {request: {set: {Host: other.example}}}", "other.example")]
    public async Task Host_Of_IsTheCallersUnlessRewritten(string fields, string host)
    {
        await SendAsync(fields, "/");

        Assert.Equal(host, Received.Host);
    }

    [Fact]
    public async Task Headers_OfSeveralDestinations_AreOverruledByTheRoutes()
    {
        await SendRulesAsync("""
            - headers: {request: {set: {x-a: route}, add: {x-b: route}, remove: [x-c]}, response: {set: {x-route: '1'}}}
              route:
              - destination: {host: hit}
                weight: 100
                headers:
                  request: {set: {x-a: own, x-d: own, Host: own.example}, add: {x-b: own}}
                  response: {remove: [x-origin]}
              - {destination: {host: unused}, weight: 0}
            """, "/", new("x-c", "caller"), new("x-b", "caller"));

        Assert.Equal("route", Received.Header("x-a"));
        Assert.Equal("own", Received.Header("x-d"));
        Assert.Null(Received.Header("x-c"));
        Assert.Equal(["caller", "own", "route"], Received.Header("x-b")!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
        Assert.Equal("own.example", Received.Host);
    }

    [Fact]
    public async Task Headers_OfAResponse_AreEdited()
    {
        using var response = await SendAsync("headers: {response: {set: {x-route: '1'}, remove: [x-origin]}}", "/");

        Assert.Equal("1", response.Headers.GetValues("x-route").Single());
        Assert.False(response.Headers.Contains("x-origin"));
    }

    [Theory]
    [InlineData("redirect: {uri: /new}", "/old?q=1", 301, "http://web:8080/new?q=1")]
    [InlineData("redirect: {authority: other.example, redirectCode: 307}", "/old", 307, "http://other.example/old")]
    [InlineData("redirect: {authority: 'other.example:81'}", "/old", 301, "http://other.example:81/old")]
    [InlineData("redirect: {authority: other.example, derivePort: FROM_REQUEST_PORT}", "/old", 301, "http://other.example:8080/old")]
    [InlineData("redirect: {scheme: https}", "/old", 301, "https://web:8080/old")]
    [InlineData("redirect: {scheme: https, authority: other.example}", "/old", 301, "https://other.example/old")]
    [InlineData("redirect: {scheme: https, derivePort: FROM_REQUEST_PORT}", "/old", 301, "https://web:8080/old")]
    [InlineData("redirect: {scheme: https, derivePort: FROM_PROTOCOL_DEFAULT}", "/old", 301, "https://web/old")]
    [InlineData("redirect: {scheme: https, port: 8443}", "/old", 301, "https://web:8443/old")]
    [InlineData("match: [{uri: {prefix: /old}}]\n  redirect: {prefixRewrite: /new}", "/old/x", 301, "http://web:8080/new/x")]
    public async Task Redirect_Of_IsAnsweredWithoutSending(string fields, string path, int status, string location)
    {
        using var response = await SendRulesAsync($"- {fields}", path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.OriginalString);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task DirectResponse_Of_IsAnsweredWithoutSending()
    {
        using var response = await SendRulesAsync("- directResponse: {status: 418, body: {string: teapot}}", "/");

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal("teapot", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Request_ThatNoRuleMatches_IsAnswered404()
    {
        using var response = await SendRulesAsync("- {match: [{uri: {prefix: /a}}], route: [{destination: {host: hit}}]}", "/b");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Abort_OfEveryRequest_IsAnsweredWithoutSending()
    {
        using var response = await SendAsync("fault: {abort: {httpStatus: 503, percentage: {value: 100}}}", "/");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Timeout_ThatPasses_IsAnswered504()
    {
        await using var silent = await BackendServer.StartAsync("silent", context =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });

        using var response = await SendRulesAsync("- {timeout: 50ms, route: [{destination: {host: silent}}]}", "/", ("Backends:silent.shop:Address", silent.Address.ToString()));

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task Mirror_Of_CarriesThePickedDestinationsEditsEveryMethodAndTheSuffixedHost()
    {
        using var response = await SendWithAsync("""
            - headers: {request: {set: {x-route: '1'}}}
              rewrite: {uri: /new}
              mirror: {host: shadow}
              route:
              - {destination: {host: hit}, weight: 1, headers: {request: {set: {x-picked: '1'}}}}
              - {destination: {host: unused}, weight: 0}
            """, "/old", HttpMethod.Delete, []);
        var copy = await _mirrored.Reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("DELETE", "/newold", "web-shadow:8080"), (copy.Method, copy.Target, copy.Host));
        Assert.Equal(("1", "1", "secret"), (copy.Header("x-route"), copy.Header("x-picked"), copy.Header("Authorization")));
    }

    private RecordedRequest Received => Assert.Single(_server.Requests);

    private Task<HttpResponseMessage> SendAsync(string fields, string path) =>
        SendRulesAsync($"- route: [{{destination: {{host: hit}}}}]\n  {fields}", path);

    private Task<HttpResponseMessage> SendRulesAsync(string rules, string path, params KeyValuePair<string, string>[] headers) =>
        SendWithAsync(rules, path, HttpMethod.Get, headers);

    private Task<HttpResponseMessage> SendRulesAsync(string rules, string path, (string, string?) address) =>
        SendWithAsync(rules, path, HttpMethod.Get, [], address);

    private async Task<HttpResponseMessage> SendWithAsync(
        string rules, string path, HttpMethod method, KeyValuePair<string, string>[] headers, params (string Key, string? Value)[] addresses)
    {
        var imported = Imported.From(Mesh.Rules(rules), overrides:
        [
            ("Backends:hit.shop:Address", _server.Address.ToString()),
            ("Backends:shadow.shop:Address", _shadow.Address.ToString()),
            ("Backends:unused.shop:Address", "http://127.0.0.1:1"),
            .. addresses,
        ]);
        await using var mirror = new TrafficMirror();
        using var client = new HttpClient(new TrafficRoutingHandler(imported.Router, mirror: mirror)
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false },
        });
        using var request = new HttpRequestMessage(method, $"http://web:8080{path}");
        request.Headers.TryAddWithoutValidation("Authorization", "secret");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

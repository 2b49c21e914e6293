using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirrorCopyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_MirroredAtFull_ReachesBothWithMethodTargetAndHeaders()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/a%2Fb?q=1%202&r=");
        request.Headers.Add("x-many", ["one", "two"]);
        request.Headers.TryAddWithoutValidation("x-odd", "a, \"b");

        using var response = await harness.Client.SendAsync(request, Token);

        Assert.Equal("v1", await response.Content.ReadAsStringAsync(Token));
        await harness.SettleAsync(1);
        var copy = Assert.Single(v2.Requests);
        Assert.Equal(("GET", "/a%2Fb?q=1%202&r="), (copy.Method, copy.Target));
        Assert.Equal(v1.Requests.Single().Header("x-many"), copy.Header("x-many"));
        Assert.Equal("a, \"b", copy.Header("x-odd"));
        Assert.Equal(v2.Address.Authority, copy.Host);
        Assert.Equal("sent 1", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Copy_RouteBackendAndMirrorEdits_CarriesTheRoutesThenTheMirrorBackendsThenItsOwn()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address,
            [v2.Address],
            mirror: m => m.RequestHeaders = new() { Set = { ["x-mirror"] = "yes" }, Add = { ["x-step"] = "mirror" }, Remove = { "x-secret" } },
            routing: o =>
            {
                o.Services["orders"].Routes["default"].RequestHeaders = new() { Set = { ["x-env"] = "prod", ["x-step"] = "route" }, Remove = { "x-debug" } };
                o.Services["orders"].Routes["default"].Rewrite = new() { Path = "/rewritten" };
                o.Backends["v1"].RequestHeaders = new() { Set = { ["x-version"] = "v1" } };
                o.Backends["m1"].RequestHeaders = new() { Set = { ["x-version"] = "m1" } };
                o.Backends["m1"].Address = v2.Address + "base";
            });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/called?x=1");
        request.Headers.Add("x-debug", "1");
        request.Headers.Add("x-secret", "1");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        var primary = v1.Requests.Single();
        Assert.Equal(("/rewritten?x=1", "v1", "1"), (primary.Target, primary.Header("x-version"), primary.Header("x-secret")));
        var copy = v2.Requests.Single();
        Assert.Equal("/base/rewritten?x=1", copy.Target);
        Assert.Equal(("prod", "m1", "yes"), (copy.Header("x-env"), copy.Header("x-version"), copy.Header("x-mirror")));
        Assert.Equal((null, null), (copy.Header("x-debug"), copy.Header("x-secret")));
        Assert.Equal("route,mirror", copy.Header("x-step")!.Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, null, null, null)]
    [InlineData(true, "Bearer t", "a=b", "Basic p")]
    public async Task Copy_Credentials_TravelOnlyWhenToldTo(bool forward, string? authorization, string? cookie, string? proxy)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], mirror: m => m.ForwardCredentials = forward);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/");
        request.Headers.Authorization = new("Bearer", "t");
        request.Headers.TryAddWithoutValidation("Cookie", "a=b");
        request.Headers.TryAddWithoutValidation("Proxy-Authorization", "Basic p");
        foreach (var name in new[] { "traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId", "Request-Id", "uber-trace-id" })
            request.Headers.TryAddWithoutValidation(name, "00-11111111111111111111111111111111-2222222222222222-01");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("Bearer t", v1.Requests.Single().Header("Authorization"));
        var copy = v2.Requests.Single();
        Assert.Equal((authorization, cookie, proxy), (copy.Header("Authorization"), copy.Header("Cookie"), copy.Header("Proxy-Authorization")));
        Assert.DoesNotContain(copy.Headers, h => h.Value.Contains("1111111111111111", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false, null, "{m1}")]
    [InlineData("-shadow", false, null, "orders-shadow")]
    [InlineData("-shadow", false, "shop:8080", "shop-shadow:8080")]
    [InlineData(null, true, "shop:8080", "shop:8080")]
    [InlineData("-s", true, null, "orders-s")]
    public async Task Copy_Host_IsTheMirrorsOwnUnlessToldOtherwise(string? suffix, bool preserve, string? called, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address,
            [v2.Address],
            mirror: m => m.HostSuffix = suffix,
            routing: o =>
            {
                o.Backends["m1"].PreserveHost = preserve;
                o.Services["orders"].Hosts.Add("shop");
            });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/") { Headers = { Host = called } };

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(expected.Replace("{m1}", v2.Address.Authority, StringComparison.Ordinal), v2.Requests.Single().Host);
        Assert.Equal(v1.Address.Authority, v1.Requests.Single().Host);
    }

    [Fact]
    public async Task Copy_RewrittenHost_IsWhatTheSuffixIsPutBehind()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.HostSuffix = "-shadow",
            routing: o => o.Services["orders"].Routes["default"].Rewrite = new() { Host = "inner:81" },
            services: s => Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.ConfigurePrimaryHttpMessageHandler(
                Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions.AddHttpClient(s, "orders"),
                () => new SocketsHttpHandler { AllowAutoRedirect = false }));

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(("inner:81", "inner-shadow:81"), (v1.Requests.Single().Host, v2.Requests.Single().Host));
    }

    [Fact]
    public async Task Copy_MarkerHeader_MarksTheCopyAlone()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.MarkerHeader = "x-shadow-request");

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal((null, "1"), (v1.Requests.Single().Header("x-shadow-request"), v2.Requests.Single().Header("x-shadow-request")));
    }

    [Theory]
    [InlineData("GET", "sent 1")]
    [InlineData("HEAD", "sent 1")]
    [InlineData("OPTIONS", "sent 1")]
    [InlineData("POST", "method 1")]
    [InlineData("DELETE", "method 1")]
    [InlineData("REPORT", "method 1")]
    public async Task Methods_Unset_AreTheSafeOnes(string method, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], mirror: m => m.Methods.Clear());
        using var request = new HttpRequestMessage(new(method), "http://orders/");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(expected, harness.Outcomes.Of("m1"));
        Assert.Equal(1, v1.Count);
    }

    public static TheoryData<string> NeverMirrored => ["grpc", "upgrade", "expect", "websocket"];

    [Theory]
    [MemberData(nameof(NeverMirrored))]
    public async Task Copy_ConversationsAndNegotiations_AreNeverMirrored(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent([1, 2]) };
        if (kind == "grpc")
            request.Content.Headers.ContentType = new("application/grpc+proto");
        else if (kind == "expect")
            request.Headers.ExpectContinue = true;
        else if (kind == "upgrade")
            request.Headers.Upgrade.Add(new ProductHeaderValue("h2c"));
        else
            request.Headers.Protocol = "websocket";

        await Record.ExceptionAsync(() => harness.Client.SendAsync(request, Token));
        await harness.SettleAsync(1);

        Assert.Equal("not_mirrorable 1", harness.Outcomes.Of("m1"));
        Assert.Equal(0, v2.Count);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("string")]
    [InlineData("form")]
    [InlineData("memory")]
    [InlineData("json")]
    public async Task Body_InMemory_ReachesBothAlikeAndIsCopiedOnceForAllMirrors(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var v3 = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address, v3.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = Make(kind) };
        var content = request.Content;

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.Same(content, request.Content);
        var primary = v1.Requests.Single();
        Assert.NotEmpty(primary.Body);
        foreach (var copy in new[] { v2.Requests.Single(), v3.Requests.Single() })
        {
            Assert.Equal(primary.Body, copy.Body);
            Assert.Equal(primary.Header("Content-Type"), copy.Header("Content-Type"));
        }

        Assert.Equal(1, harness.Pool.Rented);
    }

    [Fact]
    public async Task Body_PostAsJsonAsyncWithoutLength_IsMirrored()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);

        (await harness.Client.PostAsJsonAsync("/", new { Text = new string('x', 20_000) }, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("chunked", v1.Requests.Single().Header("Transfer-Encoding"));
        Assert.Equal(v1.Requests.Single().Body, v2.Requests.Single().Body);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("json")]
    public async Task Body_LargerThanTheCap_ReachesThePrimaryAlone(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.MaxBodyBytes = 2);
        using var content = Make(kind);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("too_large 1", harness.Outcomes.Of("m1"));
        Assert.Equal(await content.ReadAsByteArrayAsync(Token), v1.Requests.Single().Body);
    }

    [Theory]
    [InlineData(false, "stream 1")]
    [InlineData(true, "sent 1")]
    public async Task Body_Stream_IsMirroredOnlyWhenToldTo(bool buffer, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.BufferStreams = buffer);
        var source = new OneWayStream(new byte[10_000], chunk: 999);
        using var content = new StreamContent(source);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(expected, harness.Outcomes.Of("m1"));
        Assert.Equal((10_000, 10_000), (v1.Requests.Single().Body.Length, source.BytesRead));
        if (buffer)
            Assert.Equal(v1.Requests.Single().Body, v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Body_StreamBufferedAndReadByAHandlerOutside_ReachesBothWhole()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.BufferStreams = true);
        using var content = new StreamContent(new OneWayStream([1, 2, 3], chunk: 2));
        await content.LoadIntoBufferAsync(Token);
        await content.ReadAsStream(Token).CopyToAsync(Stream.Null, Token);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal([1, 2, 3], v1.Requests.Single().Body);
        Assert.Equal([1, 2, 3], v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Copy_CredentialsOfThePrimarysBackend_StayThere()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.WithBackendEdits = true,
            routing: o => o.Backends["v1"].RequestHeaders = new() { Set = { ["Authorization"] = "Bearer v1", ["x-version"] = "v1" } });

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("Bearer v1", v1.Requests.Single().Header("Authorization"));
        Assert.Equal((null, "v1"), (v2.Requests.Single().Header("Authorization"), v2.Requests.Single().Header("x-version")));
    }

    [Theory]
    [InlineData(false, null, "/route route.example ")]
    [InlineData(true, null, "/own own.example v1")]
    [InlineData(false, "/mirror", "/mirror route.example ")]
    [InlineData(true, "/mirror", "/mirror own.example v1")]
    public async Task Copy_OfARequestWhoseBackendEditsIt_CarriesTheEditsWhenToldTo(bool withBackendEdits, string? mirrorPath, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.WithBackendEdits = withBackendEdits,
            routing: o =>
            {
                o.Services["orders"].Routes["default"].Rewrite = new() { Path = "/route", Host = "route.example" };
                o.Backends["v1"].RequestHeaders = new() { Set = { ["x-version"] = "v1" } };
                o.Backends["v1"].Rewrite = new() { Path = "/own", Host = "own.example" };
                o.Backends["m1"].Rewrite = new() { Path = mirrorPath };
            });

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(("/own", "own.example"), (v1.Requests.Single().Target, v1.Requests.Single().Host));
        var copy = v2.Requests.Single();
        Assert.Equal(expected, $"{copy.Target} {copy.Host} {copy.Header("x-version")}");
    }

    [Fact]
    public async Task Copy_OnlyForABackend_IsMadeOfItsRequestsAlone()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.OnlyFor.Add("other"),
            routing: o =>
            {
                o.Backends["other"] = new() { SharesAddressOf = "v1", Rewrite = new() { Path = "/other" } };
                var route = o.Services["orders"].Routes["default"];
                (route.Weights["other"], route.Selection) = (1, TrafficRouting.Configuration.SelectionKind.RoundRobin);
            });

        for (var i = 0; i < 4; i++)
            (await harness.Client.GetAsync("/any", Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.Equal(["/any", "/any", "/other", "/other"], v1.Requests.Select(r => r.Target).Order(StringComparer.Ordinal));
        Assert.Equal(2, v2.Count);
    }

    [Fact]
    public async Task Body_StreamPostedTwiceByItsCaller_ArrivesWholeBothTimes()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.BufferStreams = true);
        using var content = new StreamContent(new MemoryStream([1, 2, 3]));

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.All(v1.Requests.Concat(v2.Requests), r => Assert.Equal([1, 2, 3], r.Body));
        Assert.Equal(4, v1.Count + v2.Count);
    }

    [Fact]
    public async Task Body_DisposedRightAfterTheAnswer_StillReachesTheMirrorWhole()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        var body = Encoding.UTF8.GetBytes(new string('y', 30_000));
        for (var i = 0; i < 20; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent((byte[])body.Clone()) };
            (await harness.Client.SendAsync(request, Token)).Dispose();
        }

        await harness.SettleAsync(20);

        Assert.Equal(20, v2.Count);
        Assert.All(v2.Requests, r => Assert.Equal(body, r.Body));
    }

    [Fact]
    public async Task Http2_ToBoth_IsMirroredAsHttp2()
    {
        await using var v1 = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http2);
        await using var v2 = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http2);
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[50_000]),
        };

        using var response = await harness.Client.SendAsync(request, Token);
        await harness.SettleAsync(1);

        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("HTTP/2", v2.Requests.Single().Protocol);
        Assert.Equal(50_000, v2.Requests.Single().Body.Length);
    }

    [Fact]
    public async Task Send_Synchronously_IsMirroredAsWell()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent([1, 2, 3]) };

        harness.Client.Send(request, Token).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal([1, 2, 3], v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Percentage_ZeroAndHundred_AreExactAndIndependentOfEachOther()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var v3 = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address, v3.Address], routing: o => o.Services["orders"].Routes["default"].Mirrors["m1"].Percentage = 0);
        for (var i = 0; i < 100; i++)
            (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(100);

        Assert.Equal((100, 0, 100), (v1.Count, v2.Count, v3.Count));
    }

    private static HttpContent Make(string kind) => kind switch
    {
        "bytes" => new ByteArrayContent([1, 2, 3, 4]),
        "string" => new StringContent("grüße", Encoding.UTF8, "text/x-own"),
        "form" => new FormUrlEncodedContent([new("a", "b c")]),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 5, 6, 7 }),
        _ => JsonContent.Create(new { Name = "x" }),
    };
}

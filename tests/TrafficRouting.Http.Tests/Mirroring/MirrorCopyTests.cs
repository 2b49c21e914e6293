using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirrorCopyTests
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
        string[] identifiers =
        [
            "traceparent", "tracestate", "baggage", "correlation-context", "request-id", "request-context", "B3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags", "uber-trace-id",
            "x-amzn-trace-id", "x-cloud-trace-context", "x-datadog-trace-id", "x-datadog-parent-id", "x-datadog-sampling-priority", "x-datadog-origin", "x-datadog-tags", "sw8", "sw8-correlation", "sw8-x", "grpc-trace-bin", "x-ot-span-context",
        ];
        foreach (var name in identifiers)
            request.Headers.TryAddWithoutValidation(name, "00-11111111111111111111111111111111-2222222222222222-01");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("Bearer t", v1.Requests.Single().Header("Authorization"));
        Assert.Equal(identifiers.Length, v1.Requests.Single().Headers.Count(h => h.Value.Contains("1111111111111111", StringComparison.Ordinal)));
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

    [Theory]
    [InlineData(true, "orders")]
    [InlineData(false, null)]
    public async Task Copy_OfARequestWithSeveralHosts_HasOne(bool preserve, string? expected)
    {
        await using var v1 = RawServer.Start();
        await using var v2 = RawServer.Start();
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], routing: o => o.Backends["m1"].PreserveHost = preserve);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/");
        request.Headers.TryAddWithoutValidation("Host", ["orders", "other"]);

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(v1.Address.Authority, Assert.Single(v1.Requests).Host);
        Assert.Equal(expected ?? v2.Address.Authority, Assert.Single(v2.Requests).Host);
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

    [Fact]
    public async Task Copy_CredentialsOfThePrimarysBackend_StayThere()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.ApplyBackendHeaders = true,
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
            v1.Address, [v2.Address], mirror: m => m.ApplyBackendHeaders = withBackendEdits,
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
}

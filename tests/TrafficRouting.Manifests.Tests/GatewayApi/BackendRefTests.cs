using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.GatewayApi;

public sealed class BackendRefTests
{
    private const string Grant = """
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: {name: grant, namespace: other}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
          to: [{group: '', kind: Service, name: b}]
        """;

    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: a, namespace: shop}
        spec: {ports: [{port: 8080}, {port: 9090}]}
        """;

    [Theory]
    // A weight that is not written is one.
    [InlineData("{name: a, port: 80}, {name: b, port: 80}", "a.shop=1 b.shop=1")]
    [InlineData("{name: a, port: 80, weight: 90}, {name: b, port: 80, weight: 10}", "a.shop=90 b.shop=10")]
    [InlineData("{name: a, port: 80, weight: 0}, {name: b, port: 80}", "a.shop=0 b.shop=1")]
    [InlineData("{name: a, port: 80, weight: 2}, {name: a, port: 80, weight: 3}, {name: b, port: 80, weight: 1000000}", "a.shop=5 b.shop=1000000")]
    [InlineData("{group: networking.istio.io, kind: Hostname, name: api.example.com, port: 443}", "api.example.com=1")]
    // What cannot be referred to answers its share with 500.
    [InlineData("{name: a, port: 80, weight: 9}, {kind: Bucket, name: b, weight: 1}", "a.shop=9 invalid-backend-ref=1")]
    // A route of a Service needs nobody's leave.
    [InlineData("{name: a, port: 80}, {name: c, port: 80, namespace: other, weight: 2}", "a.shop=1 c.other=2")]
    public void Shares_Of_AreThoseOfTheSpecification(string backends, string shares)
    {
        var imported = Imported.From(Route.All(Route.Rules($"- backendRefs: [{backends}]"), Grant));

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://web/"));
    }

    [Theory]
    [InlineData("{name: a, port: 80}, {name: c, port: 80, namespace: other, weight: 2}", "a.shop=1 invalid-backend-ref=2", "c.other=2")]
    [InlineData("{name: a, port: 80}, {name: b, port: 80, namespace: other, weight: 2}", "a.shop=1 b.other=2", "b.other=2")]
    public void Shares_OfAnotherNamespace_NeedAGrantAtAGatewayAlone(string backends, string atGateway, string inMesh)
    {
        var imported = Imported.From(Route.All(Route.Rules($"- backendRefs: [{backends}]", parents: "{name: edge}, {group: '', kind: Service, name: web}", hostnames: "[web.example]"), Grant));

        Assert.Equal(atGateway, imported.SharesOf("GET", "http://web.example/"));
        Assert.EndsWith(inMesh, imported.SharesOf("GET", "http://web/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- backendRefs: [{name: a, port: 80, weight: 0}]")]
    [InlineData("- backendRefs: [{name: a, port: 80, weight: 0}, {name: b, port: 80, weight: 0}]")]
    [InlineData("- backendRefs: []")]
    [InlineData("- name: nothing")]
    [InlineData("- backendRefs: [{kind: Bucket, name: b}]")]
    [InlineData("- backendRefs: [{name: a, port: 80, weight: 0}]\n  timeouts: {request: 1s}")]
    public void Rule_WithoutAnyShare_AnswersWith500(string rule)
    {
        var imported = Imported.From(Route.Rules(rule));

        Assert.Empty(imported.Errors);
        Assert.Equal(500, imported.Decide("GET", "http://web/")!.Route!.Options.DirectResponse!.Status);
    }

    [Fact]
    public void InvalidReference_IsAWarningAndItsBackendAnswersWith500()
    {
        var imported = Imported.From(Route.Rules("- backendRefs: [{kind: Bucket, name: b}, {name: a, port: 80}]"));

        Assert.Contains(imported.Warnings, w => w.Contains("its share is answered with 500", StringComparison.Ordinal));
        Assert.Equal(500, imported.Options.Backends["invalid-backend-ref"].DirectResponse!.Status);
    }

    [Theory]
    [InlineData(9090, "a.shop=1", "http://a.shop.svc.cluster.local:9090")]
    [InlineData(80, "invalid-backend-ref=1", null)]
    public void Port_OfAKnownService_MustBeOneOfIts(int port, string shares, string? address)
    {
        var imported = Imported.From(Route.All(Route.Rules($"- backendRefs: [{{name: a, port: {port}}}, {{name: b, port: 80, weight: 0}}]"), Service));

        Assert.Empty(imported.Errors);
        if (address is null)
            Assert.Equal(500, imported.Decide("GET", "http://web/")!.Route!.Options.DirectResponse!.Status);
        else
            Assert.Equal((shares, address), (imported.SharesOf("GET", "http://web/")[..shares.Length], imported.Options.Backends["a.shop"].Address));
    }

    [Fact]
    public void Weight_OverriddenInConfiguration_TakesEffect()
    {
        var imported = Imported.From(
            Route.Rules("- backendRefs: [{name: a, port: 80, weight: 90}, {name: b, port: 80, weight: 10}]"),
            overrides: [("Services:web.shop:Routes:web.0:Weights:b.shop", "50"), ("Backends:b.shop:Address", "http://localhost:5001")]);

        Assert.Equal("a.shop=90 b.shop=50", imported.SharesOf("GET", "http://web/"));
        Assert.Equal("http://localhost:5001", imported.Options.Backends["b.shop"].Address);
    }

    [Fact]
    public void Filters_OfOneBackend_AreItsOwn()
    {
        var imported = Imported.From(Route.Rules("""
            - backendRefs:
              - {name: a, port: 80}
              - name: a
                port: 80
                weight: 3
                filters:
                - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: '1'}]}}
                - {type: ResponseHeaderModifier, responseHeaderModifier: {remove: [server]}}
            """));

        Assert.Equal("a.shop=1 a.shop_web.0-1=3", imported.SharesOf("GET", "http://web/"));
        var own = imported.Options.Backends["a.shop_web.0-1"];
        Assert.Equal(("1", "server"), (own.RequestHeaders!.Set["x"], own.ResponseHeaders!.Remove.Single()));
    }

    [Fact]
    public void Filters_OfAnOnlyBackend_CanRewriteAndMirror()
    {
        var imported = Imported.From(Route.Rules("""
            - backendRefs:
              - name: a
                port: 80
                filters:
                - {type: URLRewrite, urlRewrite: {hostname: other.example}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}
            """));

        var (name, mirror) = Route.Of(imported).Mirrors.Single();
        Assert.Equal("other.example", imported.Options.Backends["a.shop_web.0-0"].Rewrite!.Host);
        Assert.Equal(("m.shop", 0), (name, mirror.Backends.Count));
    }

    [Fact]
    public async Task Filters_OfOneBackendAmongSeveral_AreMadeForItAlone()
    {
        await using var server = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync("shadow");
        var imported = Imported.From(
            Route.Rules("""
                - matches: [{path: {value: /shop}}]
                  filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /rule}}}]
                  backendRefs:
                  - {name: a, port: 80}
                  - name: a
                    port: 80
                    filters:
                    - {type: URLRewrite, urlRewrite: {hostname: own.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /own}}}
                    - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-own, value: 'yes'}]}}
                    - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}
                  - name: old
                    port: 80
                    filters:
                    - {type: RequestRedirect, requestRedirect: {hostname: new.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /moved}}}
                """),
            overrides: [("Backends:a.shop:Address", server.Address.ToString()), ("Backends:m.shop:Address", shadow.Address.ToString())]);
        Assert.Equal("a.shop=1 a.shop_web.0-1=1 web.0-2=1", imported.SharesOf("GET", "http://web/shop"));

        await using var mirror = new TrafficMirror();
        var answers = new List<HttpResponseMessage>();
        foreach (var backend in imported.Router.Table.Services[0].Routes[0].Backends)
            answers.Add(await imported.SendAsync("http://web/shop/cart?q=1", backend.Backend.Name, mirror));
        await mirror.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["/rule/cart?q=1 web ", "/own/cart?q=1 own.example yes"], server.Requests.Select(r => $"{r.Target} {r.Host} {r.Header("x-own")}"));
        Assert.Equal(["/own/cart?q=1 own.example-shadow yes"], shadow.Requests.Select(r => $"{r.Target} {r.Host} {r.Header("x-own")}"));
        Assert.Equal((302, "http://new.example/moved/cart?q=1"), ((int)answers[2].StatusCode, answers[2].Headers.Location!.OriginalString));
        answers.ForEach(a => a.Dispose());
    }

    [Fact]
    public void MirrorsOfTwoBackends_ToTheSamePlace_AreTold()
    {
        const string Mirror = "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 5}}]";
        var imported = Imported.From(Route.Rules($"- backendRefs: [{{name: a, port: 80, {Mirror}}}, {{name: b, port: 80, {Mirror}}}, {{name: a, port: 80}}]"));

        Assert.Equal("a.shop=1 a.shop_web.0-0=1 b.shop_web.0-1=1", imported.SharesOf("GET", "http://web/"));
        Assert.Equal(
            ["m.shop for a.shop_web.0-0", "m.shop_web.0-1-mirror for b.shop_web.0-1"],
            Route.Of(imported).Mirrors.Select(m => $"{m.Key} for {m.Value.Backends.Single()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Redirect_OfOneBackend_LeavesItsMirrorWithoutEffect()
    {
        var imported = Imported.From(Route.Rules("""
            - backendRefs:
              - {name: a, port: 80}
              - name: b
                port: 80
                filters:
                - {type: RequestRedirect, requestRedirect: {hostname: new.example}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}
            """));

        Assert.Contains("sends nothing", Assert.Single(imported.Warnings), StringComparison.Ordinal);
        Assert.Empty(Route.Of(imported).Mirrors);
    }

    [Theory]
    [InlineData("URLRewrite, urlRewrite", "{value: /a}}, {path: {value: /b}", true)]
    [InlineData("URLRewrite, urlRewrite", "{type: Exact, value: /a}", true)]
    [InlineData("RequestRedirect, requestRedirect", "{type: Exact, value: /a}", true)]
    [InlineData("URLRewrite, urlRewrite", "{value: /a}", false)]
    public void ReplacePrefixMatch_OfABackend_NeedsTheRulesOnlyMatchToBeAPrefix(string filter, string path, bool isRefused)
    {
        var imported = Imported.From(Route.Rules($$$"""
            - matches: [{path: {{{path}}}}]
              backendRefs: [{name: a, port: 80}, {name: b, port: 80, filters: [{type: {{{filter}}}: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /x} } }]}]
            """));

        Assert.Equal(isRefused, imported.Errors.Any(e => e.Contains("needs exactly one match", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{name: a}", "is required for a Service")]
    [InlineData("{port: 80}", "is required")]
    [InlineData("{name: a, port: 80, weight: -1}", "from 0 to 1000000")]
    [InlineData("{name: a, port: 80, weight: 1000001}", "from 0 to 1000000")]
    public void Backend_OutsideTheSpecification_IsRefused(string backends, string message) =>
        Assert.Contains(message, Assert.Single(Imported.From(Route.Rules($"- backendRefs: [{backends}]")).Errors), StringComparison.Ordinal);
}

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
    [InlineData("{name: a, port: 80}, {name: c, port: 80, namespace: other, weight: 2}", "a.shop=1 invalid-backend-ref=2")]
    [InlineData("{name: a, port: 80}, {name: b, port: 80, namespace: other, weight: 2}", "a.shop=1 b.other=2")]
    public void Shares_Of_AreThoseOfTheSpecification(string backends, string shares)
    {
        var imported = Imported.From(Route.All(Route.Rules($"- backendRefs: [{backends}]"), Grant));

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://web/"));
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
        Assert.Equal(500, imported.Decide("GET", "http://web/")!.Route!.Response!.Status);
    }

    [Fact]
    public void InvalidReference_IsAWarningAndItsBackendAnswersWith500()
    {
        var imported = Imported.From(Route.Rules("- backendRefs: [{kind: Bucket, name: b}, {name: a, port: 80}]"));

        Assert.Contains(imported.Warnings, w => w.Contains("its share is answered with 500", StringComparison.Ordinal));
        Assert.Equal(500, imported.Options.Backends["invalid-backend-ref"].Response!.Status);
    }

    [Theory]
    [InlineData(9090, "a.shop=1", "http://a.shop.svc.cluster.local:9090")]
    [InlineData(80, "invalid-backend-ref=1", null)]
    public void Port_OfAKnownService_MustBeOneOfIts(int port, string shares, string? address)
    {
        var imported = Imported.From(Route.All(Route.Rules($"- backendRefs: [{{name: a, port: {port}}}, {{name: b, port: 80, weight: 0}}]"), Service));

        Assert.Empty(imported.Errors);
        if (address is null)
            Assert.Equal(500, imported.Decide("GET", "http://web/")!.Route!.Response!.Status);
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
        var route = Route.Of(Imported.From(Route.Rules("""
            - backendRefs:
              - name: a
                port: 80
                filters:
                - {type: URLRewrite, urlRewrite: {hostname: other.example}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}
            """)));

        Assert.Equal("other.example", route.Rewrite!.Host);
        Assert.Equal("m.shop", route.Mirrors.Keys.Single());
    }

    [Theory]
    [InlineData("{name: a}", "is required for a Service")]
    [InlineData("{port: 80}", "is required")]
    [InlineData("{name: a, port: 80, weight: -1}", "from 0 to 1000000")]
    [InlineData("{name: a, port: 80, weight: 1000001}", "from 0 to 1000000")]
    [InlineData("{name: a, port: 80}, {name: b, port: 80, filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /x}}}]}", "can only edit headers")]
    public void Backend_OutsideTheSpecification_IsRefused(string backends, string message) =>
        Assert.Contains(message, Assert.Single(Imported.From(Route.Rules($"- backendRefs: [{backends}]")).Errors), StringComparison.Ordinal);
}

namespace TrafficRouting.Manifests.Tests.GatewayApi;

public sealed class AttachmentTests
{
    private const string Gateway = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: any
          listeners:
          - {name: plain, port: 80, protocol: HTTP, hostname: '*.example.com'}
          - {name: other, port: 8080, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
          - {name: stream, port: 9000, protocol: TCP}
        """;

    [Theory]
    // A Service, by every name the cluster has for it, at every port.
    [InlineData("{group: '', kind: Service, name: web}", "[]", "http://web:81/ http://web.shop/ http://web.shop.svc.cluster.local/", "http://other/")]
    [InlineData("{group: '', kind: Service, name: web, port: 81}", "[]", "http://web:81/", "http://web/")]
    // A Gateway of other documents, by the route's own hostnames.
    [InlineData("{name: elsewhere}", "[a.example.com, '*.example.org']", "http://a.example.com/ http://a.b.example.org:99/", "http://b.example.com/ http://example.org/")]
    [InlineData("{name: elsewhere}", "[]", "", "http://any/")]
    // A Gateway of these documents, by what its listeners and the route have in common.
    [InlineData("{name: edge, sectionName: plain}", "[]", "http://a.example.com/ http://a.b.example.com/", "http://example.com/ http://a.example.com:8080/ http://any/")]
    [InlineData("{name: edge, sectionName: plain}", "[a.example.com, a.example.org]", "http://a.example.com/", "http://b.example.com/ http://a.example.org/")]
    [InlineData("{name: edge, port: 8080}", "[a.example.org]", "http://a.example.org:8080/", "http://a.example.org/")]
    [InlineData("{name: edge, sectionName: stream}", "[]", "", "http://any:9000/")]
    public void Parent_DecidesTheHosts(string parent, string hostnames, string taken, string left)
    {
        var imported = Imported.From(Route.All(Route.Rules("- backendRefs: [{name: hit, port: 80}]", parents: parent, hostnames: hostnames), Gateway));

        Assert.Empty(imported.Errors);
        Assert.All(taken.Split(' ', StringSplitOptions.RemoveEmptyEntries), url => Assert.Equal("web.0", imported.RouteOf("GET", url)));
        Assert.All(left.Split(' ', StringSplitOptions.RemoveEmptyEntries), url => Assert.NotEqual("web.0", imported.RouteOf("GET", url)));
    }

    [Theory]
    [InlineData(false, "broad.0")]
    [InlineData(true, "404")]
    public void Hostname_MoreSpecific_ComesFirstAndBroaderOnesBehind(bool isStrict, string fallback)
    {
        const string Parent = "{name: elsewhere}";
        var imported = Imported.From(
            Route.All(
                Route.Rules("- {matches: [{path: {value: /deep/er}}], backendRefs: [{name: b, port: 80}]}\n- backendRefs: [{name: b, port: 80}]", "broad", parents: Parent, hostnames: "['*.example.com']"),
                Route.Rules("- {matches: [{path: {value: /deep}}], backendRefs: [{name: nil, port: 80}]}", "narrow", parents: Parent, hostnames: "[a.example.com]")),
            o => o.StrictHostnames = isStrict);

        Assert.Equal("narrow.0", imported.RouteOf("GET", "http://a.example.com/deep/er"));
        Assert.Equal(fallback, imported.RouteOf("GET", "http://a.example.com/").Replace("broad.1", "broad.0", StringComparison.Ordinal));
        Assert.Equal("broad.1", imported.RouteOf("GET", "http://b.example.com/"));
    }

    [Theory]
    [InlineData(null, "-")]
    [InlineData("shop", "web.0")]
    [InlineData("other", "-")]
    public void Route_InAnotherNamespaceThanItsService_ConcernsItsOwnAlone(string? @namespace, string route)
    {
        var imported = Imported.From(
            Route.Rules("- backendRefs: [{name: hit, port: 80}]", parents: "{group: '', kind: Service, name: db, namespace: data}"),
            o => o.Namespace = @namespace);

        Assert.Equal(route, imported.RouteOf("GET", "http://db.data/"));
    }

    [Theory]
    [InlineData("mesh", "web.0", "-")]
    [InlineData("edge", "-", "web.0")]
    [InlineData("shop/edge", "-", "web.0")]
    [InlineData("another", "-", "-")]
    public void Gateways_Given_LeaveOutTheOthers(string gateway, string ofMesh, string ofGateway)
    {
        var imported = Imported.From(
            Route.Rules("- backendRefs: [{name: hit, port: 80}]", parents: "{group: '', kind: Service, name: web}, {name: edge}", hostnames: "[a.example.com]"),
            o => o.Gateways.Add(gateway));

        Assert.Equal((ofMesh, ofGateway), (imported.RouteOf("GET", "http://web/"), imported.RouteOf("GET", "http://a.example.com/")));
    }

    [Theory]
    [InlineData("[10.0.0.1]", "must be a lower-case host name")]
    [InlineData("[A.example.com]", "must be a lower-case host name")]
    [InlineData("['a.example.com:80']", "must be a lower-case host name")]
    [InlineData("['*']", "must be a lower-case host name")]
    [InlineData("[1]", "must be a list of strings")]
    public void Hostname_OutsideTheSpecification_IsRefused(string hostnames, string message) =>
        Assert.Contains(Imported.From(Route.Rules("- {}", parents: "{name: g}", hostnames: hostnames)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("{kind: Mesh, name: a}", "is no parent that is known here")]
    [InlineData("{name: edge, sectionName: none}", "attaches to no listener")]
    [InlineData("{group: '', kind: Service, name: db, namespace: data}", "give the application's Namespace")]
    public void Parent_ThatTakesNothing_IsAWarning(string parent, string message) =>
        Assert.Contains(Imported.From(Route.All(Route.Rules("- {}", parents: parent), Gateway)).Warnings, w => w.Contains(message, StringComparison.Ordinal));
}

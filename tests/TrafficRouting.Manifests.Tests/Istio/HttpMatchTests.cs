namespace TrafficRouting.Manifests.Tests.Istio;

public sealed class HttpMatchTests
{
    [Theory]
    // A prefix is raw text, not whole segments.
    [InlineData("{uri: {prefix: /v2}}", "GET /v2example", true)]
    [InlineData("{uri: {prefix: /v2}}", "GET /v2", true)]
    [InlineData("{uri: {prefix: /v2}}", "GET /V2", false)]
    [InlineData("{uri: {prefix: /v2}, ignoreUriCase: true}", "GET /V2/x", true)]
    [InlineData("{uri: {prefix: ''}}", "GET /any", true)]
    [InlineData("{uri: {exact: /a}}", "GET /a?x=1", true)]
    [InlineData("{uri: {exact: /a}}", "GET /a/", false)]
    [InlineData("{uri: {exact: /a}, ignoreUriCase: true}", "GET /A", true)]
    // A regex matches in full, and its case is its own affair.
    [InlineData("{uri: {regex: '/v\\d'}}", "GET /v1", true)]
    [InlineData("{uri: {regex: '/v\\d'}}", "GET /v1/x", false)]
    [InlineData("{uri: {regex: /abc}, ignoreUriCase: true}", "GET /ABC", false)]
    [InlineData("{uri: {regex: '(?i)/abc'}}", "GET /ABC", true)]
    [InlineData("{uri: {regex: '/(?P<id>[0-9]+)'}}", "GET /12", true)]
    [InlineData("{method: {exact: GET}}", "GET /", true)]
    [InlineData("{method: {exact: get}}", "GET /", false)]
    [InlineData("{method: {regex: 'GET|HEAD'}}", "HEAD /", true)]
    [InlineData("{scheme: {exact: http}}", "GET /", true)]
    [InlineData("{scheme: {exact: https}}", "GET /", false)]
    [InlineData("{authority: {exact: web}}", "GET /", true)]
    [InlineData("{authority: {exact: 'web:80'}}", "GET /", true)]
    [InlineData("{authority: {exact: 'web:81'}}", "GET /", false)]
    [InlineData("{authority: {prefix: shop}}", "GET /", false)]
    [InlineData("{port: 80}", "GET /", true)]
    [InlineData("{port: 8080}", "GET /", false)]
    // Within one match everything must hold.
    [InlineData("{uri: {prefix: /a}, method: {exact: POST}}", "GET /a", false)]
    [InlineData("{uri: {prefix: /a}}, {method: {exact: GET}}", "GET /b", true)]
    public void Request_PathMethodAndAuthority_AreComparedAsIstioDoes(string match, string request, bool hits) =>
        Assert.Equal(hits ? "hit" : "miss", RouteOf(match, request));

    [Theory]
    [InlineData("headers: {x: {exact: a}}", "a", true)]
    [InlineData("headers: {x: {exact: a}}", "A", false)]
    [InlineData("headers: {X: {exact: a}}", "a", true)]
    [InlineData("headers: {x: {exact: a}}", null, false)]
    [InlineData("headers: {x: {exact: ''}}", "", true)]
    [InlineData("headers: {x: {exact: ''}}", "a", false)]
    [InlineData("headers: {x: {exact: ''}}", null, false)]
    [InlineData("headers: {x: {prefix: ab}}", "abc", true)]
    [InlineData("headers: {x: {regex: 'a+'}}", "aaab", false)]
    [InlineData("headers: {x: {}}", "", true)]
    [InlineData("headers: {x: {}}", null, false)]
    [InlineData("headers: {x: {regex: '*'}}", "any", true)]
    [InlineData("headers: {x: {regex: '*'}}", null, false)]
    // A header that is missing counts as an empty one where it must not match.
    [InlineData("withoutHeaders: {x: {exact: jason}}", null, true)]
    [InlineData("withoutHeaders: {x: {exact: jason}}", "jason", false)]
    [InlineData("withoutHeaders: {x: {exact: jason}}", "other", true)]
    [InlineData("withoutHeaders: {x: {regex: '.*'}}", null, false)]
    [InlineData("withoutHeaders: {x: {regex: 'a.*'}}", null, true)]
    [InlineData("withoutHeaders: {x: {exact: ''}}", null, false)]
    [InlineData("withoutHeaders: {x: {exact: ''}}", "a", true)]
    [InlineData("withoutHeaders: {x: {exact: ''}}", "", false)]
    [InlineData("withoutHeaders: {x: {}}", null, true)]
    [InlineData("withoutHeaders: {x: {}}", "", false)]
    [InlineData("withoutHeaders: {x: {regex: '*'}}", null, true)]
    [InlineData("headers: {x: {}}, withoutHeaders: {x: {exact: a}}", "b", true)]
    [InlineData("headers: {x: {}}, withoutHeaders: {x: {exact: a}}", null, false)]
    // The plain names of the fields are no headers.
    [InlineData("headers: {method: {exact: POST}}", null, true)]
    [InlineData("headers: {':method': {exact: GET}}", null, true)]
    [InlineData("headers: {':method': {exact: POST}}", null, false)]
    [InlineData("headers: {':authority': {exact: web}}", null, true)]
    public void Request_Headers_AreComparedAsIstioDoes(string match, string? value, bool hits) =>
        Assert.Equal(hits ? "hit" : "miss", RouteOf($"{{{match}}}", "GET /", value is null ? [] : [("X", value)]));

    [Fact]
    public void Request_RepeatedHeader_IsComparedAsTheLineThatIsSent() =>
        Assert.Equal("hit", RouteOf("{headers: {x: {exact: 'a, b'}}}", "GET /", ("x", "a"), ("x", "b")));

    [Theory]
    [InlineData("{k: {exact: a}}", "?k=a", true)]
    [InlineData("{k: {exact: a}}", "?k=a&k=b", true)]
    [InlineData("{k: {exact: b}}", "?k=a&k=b", false)]
    [InlineData("{K: {exact: a}}", "?k=a", false)]
    [InlineData("{k: {}}", "?k", true)]
    [InlineData("{k: {}}", "", false)]
    [InlineData("{k: {regex: '*'}}", "?k=", true)]
    [InlineData("{k: {exact: ''}}", "?k", true)]
    [InlineData("{k: {exact: ''}}", "?k=", true)]
    [InlineData("{k: {regex: '[0-9]+'}}", "?k=12x", false)]
    [InlineData("{k: {prefix: a}}", "?k=abc", true)]
    [InlineData("{'a:b': {exact: x}}", "?a%3Ab=x", true)]
    [InlineData("{k: {exact: a}, K: {exact: b}}", "?k=a&K=b", true)]
    [InlineData("{k: {exact: a}, K: {exact: b}}", "?k=a&K=a", false)]
    public void Request_QueryParameters_AreComparedAsIstioDoes(string query, string request, bool hits) =>
        Assert.Equal(hits ? "hit" : "miss", RouteOf($"{{queryParams: {query}}}", $"GET /{request}"));

    [Fact]
    public void Request_SeveralRules_TakesTheFirstThatMatchesNotTheMostSpecific()
    {
        var imported = Imported.From(Mesh.Rules("""
            - name: broad
              match: [{uri: {prefix: /a}}]
              route: [{destination: {host: one}}]
            - name: exact
              match: [{uri: {exact: /a/b}}]
              route: [{destination: {host: two}}]
            """));

        Assert.Equal("broad", imported.RouteOf("GET", "http://web/a/b"));
        Assert.Equal("404", imported.RouteOf("GET", "http://web/b"));
        Assert.Contains(imported.Warnings, w => w.Contains("http[1].match[0]: is never reached", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://web/")]
    [InlineData("http://web:8080/")]
    [InlineData("http://web.shop/")]
    [InlineData("http://web.shop.svc/")]
    [InlineData("http://web.shop.svc.cluster.local/")]
    public void Request_AnyNameOfTheService_IsRouted(string url) =>
        Assert.Equal("hit", Imported.From(Mesh.Match("{uri: {prefix: /}}")).RouteOf("GET", url));

    [Theory]
    [InlineData("gateways: [mesh]", true)]
    [InlineData("gateways: [edge]", true)]
    [InlineData("gateways: [other/edge]", true)]
    [InlineData("sourceLabels: {app: a}", false)]
    [InlineData("sourceNamespace: shop", false)]
    public void Selector_IdentityNotGiven_TakesGatewaysAndNoSources(string match, bool hits) =>
        Assert.Equal(hits ? "hit" : "miss", RouteOf($"{{{match}}}", "GET /"));

    [Theory]
    [InlineData("gateways: [mesh]", true)]
    [InlineData("gateways: [edge]", false)]
    [InlineData("sourceLabels: {app: a}", true)]
    [InlineData("sourceLabels: {app: a, tier: web}", true)]
    [InlineData("sourceLabels: {app: b}", false)]
    [InlineData("sourceLabels: {app: b}, gateways: [mesh]", true)]
    [InlineData("sourceNamespace: shop", true)]
    [InlineData("sourceNamespace: other", false)]
    public void Selector_IdentityGiven_IsHeldAgainstIt(string match, bool hits)
    {
        var imported = Imported.From(Mesh.Match($"{{{match}}}"), o =>
        {
            o.Namespace = "shop";
            o.Gateways.Add("mesh");
            o.Labels["app"] = "a";
            o.Labels["tier"] = "web";
        });

        Assert.Equal(hits ? "hit" : "miss", imported.RouteOf("GET", "http://web/"));
        Assert.DoesNotContain(imported.Warnings, w => w.Contains("never matches", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("edge", "[edge]", true)]
    [InlineData("shop/edge", "[edge]", true)]
    [InlineData("other/edge", "[edge]", false)]
    [InlineData("other/edge", "[other/edge, mesh]", true)]
    [InlineData("mesh", "[edge]", false)]
    public void Selector_GatewaysOfTheVirtualService_DecideWhetherItApplies(string own, string gateways, bool applies)
    {
        var yaml = Mesh.Rules("- route: [{destination: {host: hit}}]").Replace("  hosts:", $"  gateways: {gateways}\n  hosts:", StringComparison.Ordinal);

        Assert.Equal(applies ? "http-0" : "-", Imported.From(yaml, o => o.Gateways.Add(own)).RouteOf("GET", "http://web/"));
    }

    private static string RouteOf(string match, string request, params (string, string)[] headers)
    {
        var imported = Imported.From(Mesh.Match(match));
        Assert.Empty(imported.Errors);
        var parts = request.Split(' ');
        return imported.RouteOf(parts[0], $"http://web{parts[1]}", headers);
    }
}

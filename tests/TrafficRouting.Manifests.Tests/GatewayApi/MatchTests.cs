namespace TrafficRouting.Manifests.Tests.GatewayApi;

public sealed class MatchTests
{
    [Theory]
    // A prefix is whole segments, and its trailing slash counts for nothing.
    [InlineData("{path: {value: /v2}}", "GET /v2", true)]
    [InlineData("{path: {value: /v2}}", "GET /v2/x", true)]
    [InlineData("{path: {value: /v2}}", "GET /v2example", false)]
    [InlineData("{path: {value: /v2/}}", "GET /v2", true)]
    [InlineData("{path: {type: PathPrefix, value: /v2}}", "GET /V2", false)]
    [InlineData("{path: {type: PathPrefix}}", "GET /any", true)]
    [InlineData("{path: {type: Exact, value: /a}}", "GET /a?x=1", true)]
    [InlineData("{path: {type: Exact, value: /a}}", "GET /a/", false)]
    [InlineData("{path: {type: RegularExpression, value: '/v\\d+'}}", "GET /v12", true)]
    [InlineData("{path: {type: RegularExpression, value: '/v\\d+'}}", "GET /v1/x", false)]
    [InlineData("{method: POST}", "POST /", true)]
    [InlineData("{method: POST}", "GET /", false)]
    [InlineData("{queryParams: [{name: q, value: a}]}", "GET /?q=a", true)]
    // The first value counts, names know their case.
    [InlineData("{queryParams: [{name: q, value: a}]}", "GET /?q=b&q=a", false)]
    [InlineData("{queryParams: [{name: q, value: a}]}", "GET /?Q=a", false)]
    [InlineData("{queryParams: [{name: q, type: RegularExpression, value: 'a+'}]}", "GET /?q=aa", true)]
    // Within one match everything must hold; among several one is enough.
    [InlineData("{path: {value: /a}, method: POST}", "GET /a", false)]
    [InlineData("{path: {value: /a}}, {method: POST}", "POST /b", true)]
    public void Request_PathMethodAndQuery_AreComparedAsSpecified(string match, string request, bool hits)
    {
        var imported = Imported.From(Route.Match(match));

        Assert.Empty(imported.Errors);
        Assert.Equal(hits ? "web.0" : "404", Find(imported, request));
    }

    [Theory]
    [InlineData("{name: Version, value: one}", "one", true)]
    [InlineData("{name: version, value: one}", "One", false)]
    [InlineData("{name: version, value: one}", null, false)]
    [InlineData("{name: version, type: RegularExpression, value: 'o.*'}", "one", true)]
    [InlineData("{name: version, type: RegularExpression, value: 'o'}", "one", false)]
    public void Request_Header_IsComparedAsSpecified(string header, string? value, bool hits)
    {
        var imported = Imported.From(Route.Match($"{{headers: [{header}]}}"));
        var headers = value is null ? [] : new[] { ("version", value) };

        Assert.Equal(hits ? "web.0" : "404", imported.RouteOf("GET", "http://web/", headers));
    }

    [Theory]
    // Each line: the winner, written last, against what it beats.
    [InlineData("{path: {value: /match/exact}}", "{path: {type: Exact, value: /match/exact}}", "GET /match/exact")]
    [InlineData("{path: {value: /}}", "{path: {value: /a}}", "GET /a")]
    [InlineData("{path: {value: /a}, method: GET, headers: [{name: version, value: four}]}", "{path: {value: /a/b}}", "GET /a/b")]
    [InlineData("{headers: [{name: version, value: four}]}", "{method: PATCH}", "PATCH /")]
    [InlineData("{queryParams: [{name: a, value: '1'}, {name: b, value: '2'}]}", "{headers: [{name: version, value: four}]}", "GET /?a=1&b=2")]
    [InlineData("{headers: [{name: version, value: four}]}", "{headers: [{name: version, value: four}, {name: color, value: red}]}", "GET /")]
    [InlineData("{queryParams: [{name: a, value: '1'}]}", "{queryParams: [{name: a, value: '1'}, {name: b, value: '2'}]}", "GET /?a=1&b=2")]
    // Where a pattern stands is left open; as in Istio it comes after every prefix.
    [InlineData("{path: {type: RegularExpression, value: '/abc.*'}, method: GET}", "{path: {value: /}}", "GET /abc")]
    public void Precedence_OfTwoRules_IsTheSpecifications(string beaten, string winner, string request)
    {
        var imported = Imported.From(Route.Named(("beaten", beaten), ("winner", winner)));

        Assert.Empty(imported.Errors);
        Assert.Equal("web.winner", Find(imported, request));
    }

    [Fact]
    public void Precedence_IsPerMatch_NotPerRule()
    {
        var imported = Imported.From(Route.Named(("one", "{path: {value: /a}}, {path: {value: /b/long}}"), ("two", "{path: {value: /a/long}}, {path: {value: /b}}")));

        Assert.Equal(["web.one-2", "web.two", "web.one", "web.two-2"], new[] { "/a", "/a/long", "/b/long", "/b" }.Select(p => imported.RouteOf("GET", $"http://web{p}")));
    }

    [Fact]
    public void Precedence_OfEqualMatches_GoesToTheFirstRule()
    {
        var imported = Imported.From(Route.Named(("one", "{path: {value: /a}}"), ("two", "{path: {value: /a}}")));

        Assert.Empty(imported.Errors);
        Assert.Equal("web.one", imported.RouteOf("GET", "http://web/a"));
    }

    [Theory]
    [InlineData("", "", "a.0")]
    [InlineData("", ", creationTimestamp: '2024-01-01T00:00:00Z'", "b.0")]
    [InlineData(", creationTimestamp: '2024-01-02T00:00:00Z'", ", creationTimestamp: '2024-01-01T00:00:00Z'", "b.0")]
    [InlineData(", creationTimestamp: '2024-01-01T00:00:00Z'", ", creationTimestamp: '2024-01-01T00:00:00Z'", "a.0")]
    public void Precedence_OfEqualRoutes_GoesToTheOldestThenByName(string ofA, string ofB, string winner)
    {
        const string Rules = "- backendRefs: [{name: hit, port: 80}]";
        var imported = Imported.From(Route.All(Route.Rules(Rules, "b", ofB), Route.Rules(Rules, "a", ofA)));

        Assert.Equal(winner, imported.RouteOf("GET", "http://web/"));
    }

    [Theory]
    [InlineData("{path: {value: a}}", "must begin with '/'")]
    [InlineData("{path: {value: /a//b}}", "must begin with '/'")]
    [InlineData("{path: {value: /a/../b}}", "must begin with '/'")]
    [InlineData("{path: {value: /a/.}}", "must begin with '/'")]
    [InlineData("{path: {value: /a%2fb}}", "must begin with '/'")]
    [InlineData("{path: {value: '/a#b'}}", "must begin with '/'")]
    [InlineData("{path: {type: Prefix, value: /a}}", "must be one of PathPrefix, Exact, RegularExpression, not 'Prefix'")]
    [InlineData("{path: {type: RegularExpression, value: '('}}", "is not a valid pattern")]
    [InlineData("{method: get}", "must be one of GET")]
    [InlineData("{headers: [{name: a, value: b}, {name: a, value: c}]}", "is there twice")]
    [InlineData("{headers: [{name: 'a b', value: b}]}", "holds characters that no name takes")]
    [InlineData("{headers: [{name: a, value: ''}]}", "is required")]
    [InlineData("{queryParams: [{name: a, value: b}, {name: a, value: c}]}", "is there twice")]
    [InlineData("{host: a}", "is not a field of")]
    public void Match_OutsideTheSpecification_IsRefused(string match, string message) =>
        Assert.Contains(message, Assert.Single(Imported.From(Route.Match(match)).Errors), StringComparison.Ordinal);

    private static string Find(Imported imported, string request)
    {
        var parts = request.Split(' ');
        return imported.RouteOf(parts[0], $"http://web{parts[1]}", ("version", "four"), ("color", "red"));
    }
}

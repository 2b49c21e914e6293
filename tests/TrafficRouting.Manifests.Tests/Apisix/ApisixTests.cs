using TrafficRouting.TestKit;
using static TrafficRouting.Manifests.Tests.Apisix.ApisixDocuments;

namespace TrafficRouting.Manifests.Tests.Apisix;

public sealed class ApisixTests
{
    [Fact]
    public void Rules_InOrder_FirstThatPassesWinsAndAnEmptyMatchAfterAFailedOneTakesNothing()
    {
        var imported = Imported.From(Rules("""{"match": [{"vars": [["arg_a", "==", "1"]]}]}, {"match": []}, {"match": [{"vars": [["arg_b", "==", "1"]]}]}"""));

        Assert.Empty(imported.Errors);
        Assert.Equal(["split.0", "split.1", "split"], new[] { "?a=1&b=1", "?b=1", "" }.Select(q => imported.RouteOf("GET", $"http://any/split{q}")));
        Assert.Contains("repeats the failure", Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    // A weight that is not written is one; an entry without an upstream is the route's own.
    [InlineData("""{"upstream": {"nodes": {"a:80": 1}}, "weight": 3}, {"weight": 2}""", "split=2 split_0-0=3")]
    [InlineData("""{"upstream": {"nodes": {"a:80": 1}}}, {}""", "split=1 split_0-0=1")]
    // An only entry takes everything; entries that all have no weight take turns.
    [InlineData("""{"upstream": {"nodes": {"a:80": 1}}, "weight": 0}""", "split_0-0=1")]
    [InlineData("""{"upstream": {"nodes": {"a:80": 1}}, "weight": 0}, {"weight": 0}""", "split=1 split_0-0=1")]
    [InlineData("""{"upstream": {"nodes": {"a:80": 1}}, "weight": 1}, {"weight": 0}""", "split=0 split_0-0=1")]
    // What is referred to twice counts once, with the last weight.
    [InlineData("""{"upstream_id": 7, "weight": 9}, {"weight": 1}, {"upstream_id": 7, "weight": 2}, {"weight": 3}""", "split=3 upstream-7=2")]
    public void WeightedUpstreams_AreThoseOfApisix(string upstreams, string shares)
    {
        var imported = Imported.From(Rules($$"""{"weighted_upstreams": [{{upstreams}}]}""") + "\n---\n{id: 7, nodes: {'seven:80': 1}}");

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://any/split"));
    }

    [Fact]
    public void WeightedUpstreams_TakeExactTurns()
    {
        var imported = Imported.From(Rules("""{"weighted_upstreams": [{"upstream": {"nodes": {"a:80": 1}}, "weight": 3}, {"weight": 2}]}"""));

        var counts = Enumerable.Range(0, 50).Select(_ => imported.Decide("GET", "http://any/split")!.Backend!.Name).CountBy(b => b).ToDictionary();

        Assert.Equal((30, 20), (counts["split_0-0"], counts["split"]));
    }

    [Fact]
    public void WeightedUpstreams_OfTooLongACycle_AreDrawnWithAWarning()
    {
        var imported = Imported.From(Rules("""{"weighted_upstreams": [{"upstream": {"nodes": {"a:80": 1}}, "weight": 99999}, {"weight": 1}]}"""));

        Assert.Equal("split=1 split_0-0=99999", imported.SharesOf("GET", "http://any/split"));
        Assert.Contains("drawn at random", Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"nodes": {"a:80": 1}}""", "http://a:80", true, null)]
    [InlineData("""{"nodes": [{"host": "a", "port": 443}], "scheme": "https", "pass_host": "node"}""", "https://a:443", false, null)]
    [InlineData("""{"nodes": {"a": 1}, "pass_host": "rewrite", "upstream_host": "b.example"}""", "http://a", false, "b.example")]
    public void Upstream_OfOneNode_IsAnAddress(string upstream, string address, bool preserves, string? host)
    {
        var backend = Imported.From(Route($"\"upstream\": {upstream}")).Options.Backends["split"];

        Assert.Equal((address, preserves, host), (backend.Address, backend.PreserveHost, backend.Rewrite?.Host));
    }

    [Theory]
    [InlineData("""{"nodes": {"a:80": 2, "b:80": 1}}""", null, null, null)]
    [InlineData("""{"nodes": {"a:80": 2, "b:80": 1}, "type": "chash", "key": "arg_user"}""", "user", null, null)]
    [InlineData("""{"nodes": {"a:80": 2, "b:80": 1}, "type": "chash", "hash_on": "vars", "key": "http_x_user"}""", null, "x-user", null)]
    [InlineData("""{"nodes": {"a:80": 2, "b:80": 1}, "type": "chash", "hash_on": "header", "key": "x-user"}""", null, "x-user", null)]
    [InlineData("""{"nodes": {"a:80": 2, "b:80": 1}, "type": "chash", "hash_on": "cookie", "key": "user"}""", null, null, "user")]
    public void Upstream_OfSeveralNodes_IsEndpoints(string upstream, string? query, string? header, string? cookie)
    {
        var imported = Imported.From(Route($"\"upstream\": {upstream}"));
        var backend = imported.Options.Backends["split"];

        Assert.Empty(imported.Warnings);
        Assert.Equal(["http://a:80=2", "http://b:80=1"], backend.Endpoints.Values.Select(e => $"{e.Address}={e.Weight}").Order(StringComparer.Ordinal));
        Assert.Equal((query, header, cookie), (backend.Sticky?.Query, backend.Sticky?.Header, backend.Sticky?.Cookie));
    }

    [Theory]
    [InlineData("\"uri\": \"/a\"", "GET http://any/a", true)]
    [InlineData("\"uri\": \"/a\"", "GET http://any/a/b", false)]
    [InlineData("\"uri\": \"/a/*\"", "GET http://any/a/b", true)]
    [InlineData("\"uri\": \"/a*\"", "GET http://any/ab", true)]
    [InlineData("\"uri\": \"/*\"", "GET http://any/", true)]
    [InlineData("\"uris\": [\"/a\", \"/b\"], \"methods\": [\"PUT\"]", "PUT http://any/b", true)]
    [InlineData("\"uris\": [\"/a\", \"/b\"], \"methods\": [\"PUT\"]", "GET http://any/b", false)]
    [InlineData("\"uri\": \"/*\", \"host\": \"web.example\"", "GET http://other.example/", false)]
    [InlineData("\"uri\": \"/*\", \"hosts\": [\"web.example\", \"*.example.org\"]", "GET http://a.b.example.org/", true)]
    [InlineData("\"uri\": \"/*\", \"vars\": [[\"arg_a\", \"==\", \"1\"]]", "GET http://any/?a=1", true)]
    [InlineData("\"uri\": \"/*\", \"vars\": [[\"arg_a\", \"==\", \"1\"]]", "GET http://any/", false)]
    [InlineData("\"uri\": \"/*\", \"status\": 0", "GET http://any/", false)]
    public void Route_TakesItsRequests_AndLetsTheOthersPass(string fields, string request, bool hits)
    {
        var imported = Imported.From($$$"""{"id": 1, {{{fields}}}, "upstream": {"nodes": {"a:80": 1} } }""");
        var parts = request.Split(' ');

        Assert.Empty(imported.Errors);
        Assert.Equal(hits ? "1" : "-", imported.Options.Services.Count == 0 ? "-" : imported.RouteOf(parts[0], parts[1]));
    }

    [Fact]
    public void Routes_OfAStandaloneFile_ComeByHostThenPath()
    {
        var imported = Imported.From("""
            routes:
            - {id: broad, uri: /*, upstream_id: 1}
            - {id: long, uri: /a/*, host: web.example, upstream_id: 1}
            - {id: exact, uri: /a/b, host: web.example, upstream_id: 1}
            - {id: urgent, uri: /a/urgent*, host: web.example, priority: 5, upstream_id: 1}
            upstreams:
            - {id: 1, nodes: {"a:80": 1}, type: roundrobin}
            #END
            """);

        Assert.Empty(imported.Errors);
        Assert.Equal(["exact", "long", "urgent", "broad"], new[] { "a/b", "a/c", "a/urgent", "z" }.Select(p => imported.RouteOf("GET", $"http://web.example/{p}")));
        Assert.Equal("broad", imported.RouteOf("GET", "http://other/"));
    }

    [Theory]
    [InlineData("2001:db8::1", "http://[2001:db8::1]:80")]
    [InlineData("[2001:db8::1]", "http://[2001:db8::1]:80")]
    public void Node_OfIPv6_IsAnAddress(string host, string address)
    {
        var imported = Imported.From($$$"""{"id": 1, "uri": "/*", "upstream": {"nodes": [{"host": "{{{host}}}", "port": 80, "weight": 1}] } }""");

        Assert.Empty(imported.Failures);
        Assert.Equal(address, imported.Options.Backends["1"].Address);
    }

    [Theory]
    [InlineData("""{"host": "http://127.0.0.1:9797"}""", "http://127.0.0.1:9797", null, 100.0)]
    [InlineData("""{"host": "http://127.0.0.1:9797", "sample_ratio": 0.00001}""", "http://127.0.0.1:9797", null, 0.001)]
    [InlineData("""{"host": "http://127.0.0.1:9797", "path": "/copy"}""", "http://127.0.0.1:9797", "/copy", 100.0)]
    [InlineData("""{"host": "https://m.example", "path": "/base", "path_concat_mode": "prefix", "sample_ratio": 0.5}""", "https://m.example/base", null, 50.0)]
    public void ProxyMirror_CopiesEveryRequestOfTheRoute(string mirror, string address, string? path, double percentage)
    {
        var imported = Imported.From(Route($$$"""
            "upstream": {"nodes": {"a:80": 1}}, "plugins": {"proxy-mirror": {{{mirror}}}, "traffic-split": {"rules": [{"match": [{"vars": [["arg_a", "==", "1"]]}]}]}}
            """));

        Assert.Empty(imported.Errors);
        Assert.Equal((address, path), (imported.Options.Backends["split_mirror"].Address, imported.Options.Backends["split_mirror"].Rewrite?.Path));
        Assert.Equal(["split", "split.0"], imported.Options.Services["apisix"].Routes.Keys.Order(StringComparer.Ordinal));
        Assert.All(imported.Options.Services["apisix"].Routes.Values, r => Assert.Equal((percentage, null, "*"), (r.Mirrors["split_mirror"].Percentage, r.Mirrors["split_mirror"].HostSuffix, r.Mirrors["split_mirror"].Methods.Single())));
    }

    [Fact]
    public void Plugin_Disabled_IsIdle()
    {
        var imported = Imported.From(Route("""
            "upstream": {"nodes": {"a:80": 1}}, "plugins": {"traffic-split": {"_meta": {"disable": true}, "rules": [{"weighted_upstreams": [{"upstream": {"nodes": {"b:80": 1}}}]}]}}
            """));

        Assert.Empty(imported.Errors);
        Assert.Equal("split", imported.RouteOf("GET", "http://any/split"));
    }

    [Theory]
    [InlineData("\"uri\": \"/users/:id\"", "has a parameter")]
    [InlineData("\"uri\": \"/a*b\"", "can end with '*'")]
    [InlineData("\"plugins\": {}", "needs uri or uris")]
    [InlineData("\"uri\": \"/*\", \"filter_func\": \"function\"", "is not supported")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"traffic-split\": {\"rules\": [{\"weighted_upstreams\": []}]}}", "takes 1 to 20 entries")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"traffic-split\": {\"rules\": [{\"weighted_upstreams\": [{\"weight\": -1}]}]}}", "of at least 0")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"traffic-split\": {\"rules\": [{\"match\": [{}]}]}}", "is required")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"proxy-mirror\": {\"host\": \"http://a/path\"}}", "a host and no path")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"proxy-mirror\": {\"host\": \"http://a\", \"path\": \"/\"}}", "must begin with '/'")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"proxy-mirror\": {\"host\": \"http://a\", \"path\": \"/x?a=1\"}}", "neither '?'")]
    [InlineData("\"uri\": \"/*\", \"plugins\": {\"proxy-mirror\": {\"host\": \"http://a\", \"sample_ratio\": 0}}", "from 1E-05 to 1")]
    [InlineData("\"uri\": \"/*\", \"plugin\": {}", "did you mean 'plugins'")]
    public void Route_OutsideWhatIsSupported_IsRefused(string fields, string message) =>
        Assert.Contains(Imported.From($$$"""{"id": "r", {{{fields}}}, "upstream": {"nodes": {"a:80": 1} } }""").Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"plugins\": {\"limit-count\": {\"count\": 2}}, \"upstream\": {\"nodes\": {\"a:80\": 1}}", "only traffic-split and proxy-mirror are")]
    [InlineData("\"upstream\": {\"nodes\": {\"a:80\": 1}, \"type\": \"ewma\"}", "nodes take turns")]
    [InlineData("\"upstream\": {\"nodes\": {\"a:80\": 1}, \"tls\": {}}", "belongs to the client's handlers")]
    public void Field_ThatMeansNothingHere_IsAWarning(string fields, string warning)
    {
        var imported = Imported.From(Route(fields));

        Assert.Empty(imported.Errors);
        Assert.Contains(warning, Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void UpstreamId_WithoutADocument_NamesTheKeyToSet()
    {
        var document = Route("\"upstream_id\": 9");

        Assert.Contains("set Backends:upstream-9:Address", Assert.Single(Imported.From(document).Warnings), StringComparison.Ordinal);
        Assert.Equal("upstream-9=1", Imported.From(document, overrides: [("Backends:upstream-9:Address", "http://localhost:1")]).SharesOf("GET", "http://any/split"));
    }

    [Fact]
    public async Task Split_OverHttp_ReachesItsUpstreamWithTheCallersHost()
    {
        await using var server = await BackendServer.StartAsync("canary");
        var imported = Imported.From(Rules($$$"""{"match": [{"vars": [["http_release", "==", "new_release"]]}], "weighted_upstreams": [{"upstream": {"nodes": {"{{{server.Address.Authority}}}": 10} } }]}"""));

        using var response = await imported.SendAsync("http://web.example/split", ("release", "new_release"));

        Assert.Equal("canary", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("web.example", server.Requests.Single().Host);
    }
}

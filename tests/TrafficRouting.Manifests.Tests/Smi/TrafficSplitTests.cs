using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Smi;

public sealed class TrafficSplitTests
{
    [Theory]
    [InlineData("v1alpha1", "[{service: a, weight: 1}, {service: b, weight: 500m}]", "a.shop=2 b.shop=1")]
    [InlineData("v1alpha1", "[{service: a, weight: '1'}, {service: b, weight: 1500m}]", "a.shop=2 b.shop=3")]
    [InlineData("v1alpha1", "[{service: a, weight: 90}, {service: b, weight: 10}]", "a.shop=90 b.shop=10")]
    [InlineData("v1alpha1", "[{service: a, weight: 10m}, {service: b, weight: 0}]", "a.shop=1 b.shop=0")]
    [InlineData("v1alpha1", "[{service: a, weight: 1k}, {service: b, weight: 1e3}]", "a.shop=1000 b.shop=1000")]
    [InlineData("v1alpha1", "[{service: a, weight: 0.25}, {service: b, weight: 1Ki}]", "a.shop=1 b.shop=4096")]
    [InlineData("v1alpha2", "[{service: a, weight: 100}, {service: b, weight: 0}]", "a.shop=100 b.shop=0")]
    [InlineData("v1alpha3", "[{service: a, weight: 1}, {service: b, weight: 2}]", "a.shop=1 b.shop=2")]
    [InlineData("v1alpha4", "[{service: a, weight: 0.5}, {service: b, weight: 1}]", "a.shop=1 b.shop=2")]
    [InlineData("v1alpha4", "[{service: a, weight: 2000000000}, {service: b, weight: 1000000000}]", "a.shop=2 b.shop=1")]
    // An only backend takes everything; the root may be a backend of its own.
    [InlineData("v1alpha4", "[{service: a, weight: 1}]", "a.shop=1")]
    [InlineData("v1alpha4", "[{service: web, weight: 1}, {service: b.other, weight: 2}]", "b.other=2 web.shop=1")]
    [InlineData("v1alpha4", "[{service: a, weight: 1}, {service: a, weight: 2}]", "a.shop=3")]
    public void Weights_OfEachVersion_AreProportions(string version, string backends, string shares)
    {
        var imported = Imported.From(Split(backends, version));

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://web/"));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("web.shop")]
    [InlineData("web.shop.svc")]
    [InlineData("web.shop.svc.cluster.local")]
    public void Root_HoweverWritten_AnswersToEveryName(string root)
    {
        var imported = Imported.From(Split("[{service: a, weight: 1}]", root: root));

        Assert.All(["web", "web.shop", "web.shop.svc", "web.shop.svc.cluster.local"], host => Assert.Equal("split", imported.RouteOf("GET", $"http://{host}:14001/")));
        Assert.Equal("-", imported.RouteOf("GET", "http://a/"));
    }

    [Fact]
    public void Port_WithoutServices_IsTheCallers()
    {
        var backend = Imported.From(Split("[{service: a, weight: 1}]")).Options.Backends["a.shop"];

        Assert.Equal(("http://a.shop.svc.cluster.local", PortSource.Request), (backend.Address, backend.Port));
    }

    [Theory]
    [InlineData("[{port: 80}, {port: 81}]", "a.shop=1 b.shop=1")]
    [InlineData("[{port: 81}]", "a.shop=1")]
    public void Backend_WithoutAPortOfTheRoot_TakesNoPart(string ports, string shares)
    {
        var imported = Imported.From(string.Join("\n---\n", Split("[{service: a, weight: 1}, {service: b, weight: 1}]"), Service("web", "[{port: 80}]"), Service("b", ports)));

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://web/"));
    }

    [Fact]
    public void Weights_AllZero_LeaveRequestsToTheRoot()
    {
        var imported = Imported.From(Split("[{service: a, weight: 0}, {service: b, weight: 0}]"));

        Assert.Empty(imported.Errors);
        Assert.Equal("-", imported.RouteOf("GET", "http://web/"));
        Assert.Contains("no weight above 0", Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{pathRegex: /api}", "GET /api/v1", true)]
    [InlineData("{pathRegex: '^/api$'}", "GET /api/v1", false)]
    [InlineData("{pathRegex: '^/api$'}", "GET /api", true)]
    [InlineData("{pathRegex: /api}", "GET /v1/api", false)]
    [InlineData("{methods: [GET, HEAD]}", "HEAD /", true)]
    [InlineData("{methods: [GET, HEAD]}", "POST /", false)]
    [InlineData("{methods: ['*']}", "POST /", true)]
    [InlineData("{headers: {user-agent: '.*Android.*'}}", "GET /", true)]
    [InlineData("{headers: [{user-agent: '.*Android.*'}]}", "GET /", true)]
    [InlineData("{headers: [{User-Agent: '.*Firefox.*'}]}", "GET /", false)]
    [InlineData("{headers: [{user-agent: '.*Android.*'}, {cookie: '(.*?;)?(type=insider)(;.*)?'}]}", "GET /", false)]
    // Within one match everything must hold; among several, and among groups, one is enough.
    [InlineData("{pathRegex: /api, methods: [POST]}", "GET /api", false)]
    [InlineData("{pathRegex: /api}, {methods: [GET]}", "GET /other", true)]
    public void Matches_OfAGroup_DecideWhatIsSplit(string matches, string request, bool isSplit)
    {
        foreach (var group in new[] { Group($"spec: {{matches: [{Named(matches)}]}}"), Group($"matches: [{Named(matches)}]") })
        {
            var imported = Imported.From($"{group}\n---\n{Split("[{service: a, weight: 1}]", more: "matches: [{kind: HTTPRouteGroup, name: group, apiGroup: specs.smi-spec.io}]")}");
            var parts = request.Split(' ');

            Assert.Empty(imported.Errors);
            Assert.Equal(isSplit ? "split" : "-", imported.RouteOf(parts[0], $"http://web{parts[1]}", ("user-agent", "An Android phone")));
        }
    }

    [Theory]
    [InlineData("v1alpha4", "[{service: a}]", "", "is required")]
    [InlineData("v1alpha4", "[{weight: 1}]", "", "is required")]
    [InlineData("v1alpha4", "[{service: a, weight: -1}]", "", "from 0 to")]
    [InlineData("v1alpha2", "[{service: a, weight: 500m}]", "", "must be a number")]
    [InlineData("v1alpha1", "[{service: a, weight: 5x}]", "", "must be a quantity")]
    [InlineData("v1alpha1", "[{service: a, weight: -5}]", "", "must be a quantity")]
    [InlineData("v1alpha4", "[]", "", "needs at least one backend")]
    [InlineData("v1alpha5", "[{service: a, weight: 1}]", "", "is not known; allowed: v1alpha1")]
    [InlineData("v1alpha4", "[{service: a, weight: 1}]", "matches: [{kind: HTTPRouteGroup, name: none}]", "there is no HTTPRouteGroup shop/none")]
    [InlineData("v1alpha4", "[{service: a, weight: 1}]", "matches: [{kind: TCPRoute, name: none}]", "must be HTTPRouteGroup")]
    [InlineData("v1alpha4", "[{service: a, weight: 1}]", "match: []", "is not a field of spec")]
    public void Split_OutsideTheSpecification_IsRefused(string version, string backends, string more, string message) =>
        Assert.Contains(Imported.From(Split(backends, version, more: more)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Splits_OfOneRoot_AreAnErrorThatNamesTheFirst()
    {
        var second = Split("[{service: b, weight: 1}]").Replace("name: split", "name: second", StringComparison.Ordinal);

        Assert.Contains("TrafficSplit shop/split", Assert.Single(Imported.From($"{Split("[{service: a, weight: 1}]")}\n---\n{second}").Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("matches: [{name: m, headers: [{a: b, c: d}]}]", "must have exactly one header")]
    [InlineData("matches: [{name: m, pathRegex: '('}]", "is not a valid pattern")]
    [InlineData("matches: [{pathRegex: /a}]", "is required")]
    [InlineData("spec: {}", "is required")]
    public void Group_OutsideTheSpecification_IsRefused(string group, string message) =>
        Assert.Contains(message, Assert.Single(Imported.From(Group(group)).Errors), StringComparison.Ordinal);

    [Fact]
    public async Task Split_OverHttp_ReachesItsBackendWithTheCallersHost()
    {
        await using var server = await BackendServer.StartAsync("v2");
        var imported = Imported.From(
            Split("[{service: a, weight: 0}, {service: b, weight: 100}]"), overrides: [("Backends:b.shop:Address", server.Address.ToString())]);

        using var response = await imported.SendAsync("http://web.shop:14001/ip");

        Assert.Equal("v2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("web.shop:14001", server.Requests.Single().Host);
    }

    private static string Split(string backends, string version = "v1alpha4", string root = "web", string more = "") => $$$$"""
        apiVersion: split.smi-spec.io/{{{{version}}}}
        kind: TrafficSplit
        metadata: {name: split, namespace: shop}
        spec:
          service: {{{{root}}}}
          backends: {{{{backends}}}}
          {{{{more}}}}
        """;

    private static string Group(string body) => $$$$"""
        apiVersion: specs.smi-spec.io/v1alpha4
        kind: HTTPRouteGroup
        metadata: {name: group, namespace: shop}
        {{{{body}}}}
        """;

    private static string Service(string name, string ports) => $$$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{{name}}}}, namespace: shop}
        spec: {ports: {{{{ports}}}}}
        """;

    private static string Named(string matches) => matches.Replace("{pathRegex", "{name: p, pathRegex", StringComparison.Ordinal)
        .Replace("{methods", "{name: m, methods", StringComparison.Ordinal).Replace("{headers", "{name: h, headers", StringComparison.Ordinal);
}

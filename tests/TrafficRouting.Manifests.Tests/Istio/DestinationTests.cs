namespace TrafficRouting.Manifests.Tests.Istio;

public sealed class DestinationTests
{
    private const string Subsets = """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: web, namespace: shop}
        spec:
          host: web
          subsets:
          - {name: v1, labels: {version: v1}}
          - {name: v2, labels: {version: v2}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
        """;

    private static readonly string Split = Mesh.Rules("- route: [{destination: {host: web, subset: v1}, weight: 90}, {destination: {host: web, subset: v2}, weight: 10}]");

    [Fact]
    public void Subsets_WithoutEndpoints_ShareTheServicesNameWithAWarningThatNamesTheKeys()
    {
        var imported = Imported.From($"{Split}\n{Subsets}");

        Assert.Equal("web.shop_v1=90 web.shop_v2=10", imported.SharesOf("GET", "http://web:9080/"));
        Assert.Equal("http://web.shop.svc.cluster.local", imported.Options.Backends["web.shop_v1"].Address);
        Assert.Equal(2, imported.Warnings.Count);
        Assert.All(imported.Warnings, w => Assert.Contains("Backends:web.shop_v1:Address and Backends:web.shop_v2:Address", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Subsets_WhoseAddressesConfigurationGives_AreNotWarnedOf() =>
        Assert.Empty(Imported.From(
            $"{Split}\n{Subsets}",
            overrides: [("Backends:web.shop_v1:Address", "http://localhost:1"), ("Backends:web.shop_v2:Address", "http://localhost:2")]).Warnings);

    [Fact]
    public void Subsets_OfAServiceEntry_GoToTheEndpointsTheirLabelsChoose()
    {
        var imported = Imported.From($$$$"""
            {{{{Split}}}}
            {{{{Subsets}}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: web, namespace: shop}
            spec:
              hosts: [web.shop.svc.cluster.local]
              resolution: STATIC
              ports: [{number: 9080, name: http, protocol: HTTP, targetPort: 8080}]
              endpoints:
              - {address: 10.0.0.1, labels: {version: v1}}
              - {address: 10.0.0.2, labels: {version: v2}, weight: 3}
              - {address: 10.0.0.3, labels: {version: v2, zone: a}, ports: {http: 7070}}
              - {address: '2001:db8::1', labels: {version: v2}}
            """);

        Assert.Empty(imported.Warnings);
        Assert.Equal("http://10.0.0.1:8080", imported.Options.Backends["web.shop_v1"].Address);
        Assert.Equal(
            ["http://10.0.0.2:8080 x3", "http://10.0.0.3:7070 x1", "http://[2001:db8::1]:8080 x1"],
            imported.Options.Backends["web.shop_v2"].Endpoints.Values.Select(e => $"{e.Address} x{e.Weight}").Order(StringComparer.Ordinal));
        Assert.Equal(SelectionNames.Random, imported.Options.Backends["web.shop_v2"].Selection);
    }

    [Fact]
    public void Subset_ChosenFromWorkloads_GoesToThem()
    {
        var imported = Imported.From($$$$"""
            {{{{Split}}}}
            {{{{Subsets}}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: one, namespace: shop, labels: {app: web}}
            spec: {address: 10.0.0.1, labels: {version: v1}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: two, namespace: shop, labels: {app: web, version: v2}}
            spec: {address: vm.example.com, ports: {http: 81}}
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: web, namespace: shop}
            spec:
              hosts: [web.shop.svc.cluster.local]
              resolution: STATIC
              ports: [{number: 80, name: http, protocol: HTTP}]
              workloadSelector: {labels: {app: web}}
            """);

        Assert.Equal("http://10.0.0.1:80", imported.Options.Backends["web.shop_v1"].Address);
        Assert.Equal("http://vm.example.com:81", imported.Options.Backends["web.shop_v2"].Address);
    }

    [Fact]
    public void Subset_NobodyDefines_HasNoAddressUntilConfigurationGivesOne()
    {
        var open = Imported.From(Mesh.Rules("- route: [{destination: {host: web, subset: v9}}]"));
        var given = Imported.From(Mesh.Rules("- route: [{destination: {host: web, subset: v9}}]"), overrides: ("Backends:web.shop_v9:Address", "http://localhost:1"));

        var failure = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => open.Router);
        Assert.Equal(
            "TrafficRouting:Backends:web.shop_v9:Address: No DestinationRule gives web.shop.svc.cluster.local a subset 'v9'. Add it to the documents, or set Backends:web.shop_v9:Address. (text:7:13)",
            Assert.Single(failure.Failures));
        Assert.Empty(given.Errors);
        Assert.Equal("web.shop_v9=1", given.SharesOf("GET", "http://web/"));
    }

    [Theory]
    [InlineData("{number: 443, name: tls, protocol: HTTPS}", "resolution: DNS", "https://api.example.com:443")]
    [InlineData("{number: 80, name: http, protocol: HTTP}", "resolution: DNS", "http://api.example.com:80")]
    [InlineData("{number: 80, name: http, protocol: HTTP}", "resolution: NONE", "http://api.example.com:80")]
    [InlineData("{number: 80, name: http, protocol: HTTP}", "resolution: DNS\n  endpoints: [{address: real.example.com, ports: {http: 8080}}]", "http://real.example.com:8080")]
    public void ExternalHost_OfAServiceEntry_IsReachedByItsNamePortAndProtocol(string port, string resolution, string address)
    {
        var imported = Imported.From($$$$"""
            {{{{Mesh.Rules("- route: [{destination: {host: api.example.com}}]")}}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: api, namespace: shop}
            spec:
              hosts: [api.example.com]
              ports: [{{{{port}}}}]
              {{{{resolution}}}}
            """);

        Assert.Empty(imported.Errors);
        Assert.Equal(address, imported.Options.Backends["api.example.com"].Address);
    }

    [Theory]
    [InlineData("simple: ROUND_ROBIN", SelectionNames.RoundRobin, null)]
    [InlineData("simple: RANDOM", SelectionNames.Random, null)]
    [InlineData("consistentHash: {httpHeaderName: x-user}", SelectionNames.RoundRobin, "header x-user")]
    [InlineData("consistentHash: {httpCookie: {name: u, ttl: 0s}}", SelectionNames.RoundRobin, "cookie u")]
    [InlineData("consistentHash: {httpQueryParameterName: u}", SelectionNames.RoundRobin, "query u")]
    [InlineData("consistentHash: {useSourceIp: true}", SelectionNames.RoundRobin, null)]
    public void LoadBalancer_Of_ChoosesAmongTheEndpoints(string balancer, string selection, string? sticky)
    {
        var backend = Imported.From($$$$"""
            {{{{Mesh.Rule(string.Empty)}}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: hit, namespace: shop}
            spec:
              host: hit
              trafficPolicy: {loadBalancer: {{{{{balancer}}}}}}
            """).Options.Backends["hit.shop"];
        var key = backend.Sticky is { } s ? s.Header is not null ? $"header {s.Header}" : s.Cookie is not null ? $"cookie {s.Cookie}" : $"query {s.Query}" : null;

        Assert.Equal((selection, sticky), (backend.Selection, key));
    }

    [Theory]
    [InlineData("tls: {mode: SIMPLE, sni: x}", "https://hit.shop.svc.cluster.local")]
    [InlineData("tls: {mode: DISABLE}", "http://hit.shop.svc.cluster.local")]
    [InlineData("tls: {mode: ISTIO_MUTUAL}", "http://hit.shop.svc.cluster.local")]
    public void Tls_Of_DecidesTheScheme(string policy, string address) =>
        Assert.Equal(address, Imported.From($$$$"""
            {{{{Mesh.Rule(string.Empty)}}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: hit, namespace: shop}
            spec: {host: hit, trafficPolicy: {{{{{policy}}}}}}
            """).Options.Backends["hit.shop"].Address);

    [Fact]
    public void Policy_ThatAClientCannotFollow_IsAWarningPerField() =>
        Assert.Equal(4, Imported.From("""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: hit, namespace: shop}
            spec:
              host: hit
              trafficPolicy:
                connectionPool: {}
                tunnel: {targetHost: x}
                retryBudget: {}
                proxyProtocol: {}
            """).Warnings.Count(w => w.Contains("is not done here", StringComparison.Ordinal)));
}

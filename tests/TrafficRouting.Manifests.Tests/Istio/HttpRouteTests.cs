namespace TrafficRouting.Manifests.Tests.Istio;

public sealed class HttpRouteTests
{
    [Theory]
    // An only destination takes everything, whatever its weight.
    [InlineData("[{destination: {host: a}, weight: 0}]", "a.shop=1")]
    [InlineData("[{destination: {host: a}}]", "a.shop=1")]
    [InlineData("[{destination: {host: a}, weight: 90}, {destination: {host: b}, weight: 10}]", "a.shop=90 b.shop=10")]
    // Among several, a weight that is not written is zero.
    [InlineData("[{destination: {host: a}, weight: 1}, {destination: {host: b}}]", "a.shop=1 b.shop=0")]
    [InlineData("[{destination: {host: a}, weight: 1}, {destination: {host: a}, weight: 2}, {destination: {host: b}, weight: 3}]", "a.shop=3 b.shop=3")]
    [InlineData("[{destination: {host: a}, weight: 2000000000}, {destination: {host: b}, weight: 1000000000}]", "a.shop=2 b.shop=1")]
    [InlineData("[{destination: {host: a, port: {number: 80}}, weight: 1}, {destination: {host: a, port: {number: 81}}, weight: 2}]", "a.shop=1 a.shop.81=2")]
    [InlineData("[{destination: {host: api.example.com}, weight: 1}, {destination: {host: a.other.svc.cluster.local}, weight: 2}]", "a.other=2 api.example.com=1")]
    public void Weights_Of_AreThoseOfIstio(string route, string shares)
    {
        var imported = Imported.From(Mesh.Rules($"- route: {route}"));

        Assert.Empty(imported.Errors);
        Assert.Equal(shares, imported.SharesOf("GET", "http://web/"));
    }

    [Fact]
    public void Weight_OverriddenInConfiguration_TakesEffect()
    {
        var imported = Imported.From(
            Mesh.Rules("- route: [{destination: {host: a}, weight: 90}, {destination: {host: b}, weight: 10}]"),
            overrides: [("Services:web.shop:Routes:http-0:Weights:b.shop", "50"), ("Backends:b.shop:Address", "http://localhost:5001")]);

        Assert.Equal("a.shop=90 b.shop=50", imported.SharesOf("GET", "http://web/"));
        Assert.Equal("http://localhost:5001", imported.Options.Backends["b.shop"].Address);
    }

    [Fact]
    public void Destination_WithoutPort_KeepsTheCallers()
    {
        var backend = Assert.Single(Imported.From(Mesh.Rule(string.Empty)).Options.Backends).Value;

        Assert.Equal("http://hit.shop.svc.cluster.local", backend.Address);
        Assert.Equal(PortSource.Request, backend.Port);
        Assert.True(backend.PreserveHost);
    }

    [Theory]
    [InlineData("timeout: 5s", 5)]
    [InlineData("timeout: 0s", null)]
    [InlineData("name: x", null)]
    [InlineData("timeout: 5s\nfault: {abort: {httpStatus: 500, percentage: {value: 1}}}", null)]
    public void Timeout_Of_AnswersGatewayTimeout(string fields, int? seconds)
    {
        var route = Route(fields);

        Assert.Equal(seconds, (int?)route.Timeout?.TotalSeconds);
        Assert.Equal(seconds is null ? null : 504, route.TimeoutStatus);
    }

    [Theory]
    [InlineData("delay: {fixedDelay: 2s, percentage: {value: 10}}", 10.0, null)]
    [InlineData("delay: {fixedDelay: 2s}", null, null)]
    [InlineData("delay: {fixedDelay: 2s, percent: 7}", 7.0, null)]
    [InlineData("abort: {httpStatus: 503, percentage: {value: 0.5}}", null, 0.5)]
    [InlineData("abort: {httpStatus: 503}", null, null)]
    [InlineData("delay: {fixedDelay: 2s, percentage: {value: 10}}, abort: {httpStatus: 503, percentage: {value: 20}}", 10.0, 20.0)]
    public void Fault_Of_IsInjectedAsOftenAsIstioDoes(string fault, double? delayed, double? aborted)
    {
        var options = Route($"fault: {{{fault}}}").Fault;

        Assert.Equal(delayed, options?.Delay?.Percentage);
        Assert.Equal(aborted, options?.Abort?.Percentage);
    }

    [Theory]
    [InlineData("mirror: {host: m}", 100.0)]
    [InlineData("mirror: {host: m}\nmirrorPercentage: {value: 12.5}", 12.5)]
    [InlineData("mirror: {host: m}\nmirrorPercent: 10", 10.0)]
    [InlineData("mirror: {host: m}\nmirrorPercentage: {}", null)]
    [InlineData("mirror: {host: m}\nmirrorPercentage: {value: 0}", null)]
    [InlineData("mirrors: [{destination: {host: m}}]", 100.0)]
    [InlineData("mirrors: [{destination: {host: m}, percentage: {value: 33.33339}}]", 33.33339)]
    public void Mirror_Of_CarriesItsShareEveryMethodAndTheSuffix(string mirror, double? percentage)
    {
        var mirrors = Route(mirror).Mirrors;

        Assert.Equal(percentage is null ? [] : [percentage.Value], mirrors.Values.Select(m => m.Percentage));
        Assert.All(mirrors, m => Assert.Equal(("m.shop", "-shadow", "*", true), (m.Key, m.Value.HostSuffix, m.Value.Methods.Single(), m.Value.ForwardCredentials)));
    }

    [Fact]
    public void Mirror_NarrowedByTheOptions_IsNarrowed()
    {
        var imported = Imported.From(Mesh.Rule("mirror: {host: m}"), o =>
        {
            o.ShadowHostSuffix = false;
            o.MirrorMethods.Add("GET");
            o.MirrorCredentials = false;
        });
        var mirror = imported.Options.Services["web.shop"].Routes["http-0"].Mirrors["m.shop"];

        Assert.Equal((null, "GET", false), (mirror.HostSuffix, mirror.Methods.Single(), mirror.ForwardCredentials));
    }

    [Theory]
    [InlineData("{uri: /new}", 301, null, null, null, "/new")]
    [InlineData("{uri: /new, redirectCode: 308}", 308, null, null, null, "/new")]
    [InlineData("{uri: /new, redirectCode: 300}", 301, null, null, null, "/new")]
    [InlineData("{authority: 'other:8443', scheme: https}", 301, "https", "other", 8443, null)]
    [InlineData("{authority: other, port: 81}", 301, null, "other", 81, null)]
    [InlineData("{scheme: https, port: 443}", 301, "https", null, 443, null)]
    public void Redirect_Of_IsAnsweredHere(string redirect, int status, string? scheme, string? host, int? port, string? path)
    {
        var options = Imported.From(Mesh.Rules($"- redirect: {redirect}")).Options.Services["web.shop"].Routes["http-0"].Redirect!;

        Assert.Equal((status, scheme, host, port, path), (options.Status, options.Scheme, options.Host, options.Port, options.Path));
    }

    [Theory]
    [InlineData("{status: 418}", 418, null)]
    [InlineData("{status: 200, body: {string: hello}}", 200, "hello")]
    [InlineData("{status: 200, body: {bytes: aGVsbG8=}}", 200, "hello")]
    public void DirectResponse_Of_IsAnsweredHere(string response, int status, string? body)
    {
        var options = Imported.From(Mesh.Rules($"- directResponse: {response}")).Options.Services["web.shop"].Routes["http-0"].DirectResponse!;

        Assert.Equal((status, body), (options.Status, options.Body));
    }

    [Fact]
    public void Rewrite_OfAPrefixWithSeveralMatches_TakesTheFirstMatchOfTheList()
    {
        var imported = Imported.From(Mesh.Rules("""
            - match: [{uri: {prefix: /a}}, {uri: {prefix: /a/b}, name: long}]
              rewrite: {uri: /}
              route: [{destination: {host: hit}}]
            """));

        Assert.Equal("http-0.0", imported.RouteOf("GET", "http://web/a/b"));
        Assert.Equal("/a", imported.Decide("GET", "http://web/a/b")!.Path.Prefix);
        Assert.Equal(["http-0.0", "http-0.long"], imported.Options.Services["web.shop"].Routes.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Headers_OfAnOnlyDestination_ComeAfterTheRoutes()
    {
        var route = Imported.From(Mesh.Rules("""
            - headers: {request: {set: {x: route, w: route}, add: {z: route}, remove: [q]}}
              route:
              - destination: {host: hit}
                headers: {request: {set: {x: own}, add: {z: own}}, response: {remove: [server]}}
            """)).Options.Services["web.shop"].Routes["http-0"];

        Assert.Equal("w=route x=own", Text(route.RequestHeaders!.Set));
        Assert.Equal("z=route,own", Text(route.RequestHeaders.Add));
        Assert.Equal(["q"], route.RequestHeaders.Remove);
        Assert.Equal(["server"], route.ResponseHeaders!.Remove);
    }

    [Fact]
    public void Headers_OfOneOfSeveralDestinations_MakeABackendOfItsOwnThatTheRouteOverrides()
    {
        var imported = Imported.From(Mesh.Rules("""
            - headers: {request: {set: {x: route}}}
              route:
              - {destination: {host: a}, weight: 50, headers: {request: {set: {x: own, w: own}}}}
              - {destination: {host: a}, weight: 50}
            """));

        Assert.Equal("a.shop=50 a.shop_web.http-0-0=50", imported.SharesOf("GET", "http://web/"));
        Assert.Equal("a.shop", imported.Options.Backends["a.shop_web.http-0-0"].AddressFrom);
        Assert.Equal("w=own", Text(imported.Options.Backends["a.shop_web.http-0-0"].RequestHeaders!.Set));
    }

    [Fact]
    public void Authority_RewrittenByHeaders_IsTheHost() =>
        Assert.Equal("other.example", Route("headers: {request: {set: {Host: other.example}}}").Rewrite!.Host);

    [Fact]
    public void VirtualServices_OfOneHostAtAGateway_AreJoined()
    {
        var imported = Imported.From(string.Join("\n---\n", new[] { "one", "two" }.Select(name => $$$$"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: {{{{name}}}}, namespace: shop}
            spec:
              gateways: [edge]
              hosts: [example.com]
              http:
              - name: {{{{name}}}}
                match: [{uri: {prefix: /{{{{name}}}}}}]
                route: [{destination: {host: {{{{name}}}}}}]
            """)));

        Assert.Empty(imported.Errors);
        Assert.Equal("one", imported.RouteOf("GET", "http://example.com/one"));
        Assert.Equal("two", imported.RouteOf("GET", "http://example.com/two"));
    }

    private static string Text(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(' ', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"));

    private static RouteOptions Route(string fields)
    {
        var imported = Imported.From(Mesh.Rule(fields));
        Assert.Empty(imported.Errors);
        return imported.Options.Services["web.shop"].Routes.Values.Single();
    }
}

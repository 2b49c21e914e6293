using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.GatewayApi;

public sealed class FilterTests
{
    [Fact]
    public void HeaderModifiers_AreEdits()
    {
        var route = Route.Of(Imported.From(Route.Rule("""
            filters:
            - type: RequestHeaderModifier
              requestHeaderModifier: {set: [{name: a, value: '1'}], add: [{name: b, value: '2'}], remove: [c]}
            - type: ResponseHeaderModifier
              responseHeaderModifier: {add: [{name: d, value: '4'}]}
            """)));

        Assert.Equal(("1", "2", "c"), (route.RequestHeaders!.Set["a"], route.RequestHeaders.Add["b"], route.RequestHeaders.Remove.Single()));
        Assert.Equal("4", route.ResponseHeaders!.Add["d"]);
    }

    [Theory]
    [InlineData("{backendRef: {name: m, port: 80}}", 100.0)]
    [InlineData("{backendRef: {name: m, port: 80}, percent: 42}", 42.0)]
    [InlineData("{backendRef: {name: m, port: 80}, percent: 0}", null)]
    [InlineData("{backendRef: {name: m, port: 80}, fraction: {numerator: 1, denominator: 200}}", 0.5)]
    [InlineData("{backendRef: {name: m, port: 80}, fraction: {numerator: 7}}", 7.0)]
    [InlineData("{backendRef: {kind: Bucket, name: m}}", null)]
    public void RequestMirror_CarriesItsShare(string mirror, double? percentage)
    {
        var mirrors = Route.Of(Imported.From(Route.Rule($"filters: [{{type: RequestMirror, requestMirror: {mirror}}}]"))).Mirrors;

        Assert.Equal(percentage is null ? [] : [percentage.Value], mirrors.Values.Select(m => m.Percentage));
        Assert.All(mirrors, m => Assert.Equal(("m.shop", "*", true), (m.Key, m.Value.Methods.Single(), m.Value.ForwardCredentials)));
    }

    [Fact]
    public void RequestMirror_Repeated_CopiesToEach()
    {
        var route = Route.Of(Imported.From(Route.Rule("""
            filters:
            - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}
            - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 5}}
            - {type: RequestMirror, requestMirror: {backendRef: {name: nil, port: 80}}}
            """)));

        Assert.Equal(["m.shop", "m.shop_web.0-mirror", "nil.shop"], route.Mirrors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{scheme: http}", 302, "http", null, null, null)]
    [InlineData("{scheme: https, statusCode: 301}", 301, "https", null, null, null)]
    [InlineData("{hostname: new.example, port: 8443}", 302, null, "new.example", 8443, null)]
    [InlineData("{statusCode: 307, path: {type: ReplaceFullPath, replaceFullPath: /new}}", 307, null, null, null, "/new")]
    public void RequestRedirect_IsAnsweredHere(string redirect, int status, string? scheme, string? host, int? port, string? path)
    {
        var options = Route.Of(Imported.From(Route.Rules($"- filters: [{{type: RequestRedirect, requestRedirect: {redirect}}}]"))).Redirect!;

        Assert.Equal((status, scheme, host, port, path), (options.Status, options.Scheme, options.Host, options.Port, options.Path));
    }

    [Theory]
    [InlineData("{hostname: other.example}", "other.example", null, null)]
    [InlineData("{path: {type: ReplaceFullPath, replaceFullPath: /all}}", null, "/all", null)]
    [InlineData("{path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}", null, null, "/new")]
    [InlineData("{path: {type: ReplacePrefixMatch, replacePrefixMatch: ''}}", null, null, "/")]
    public void UrlRewrite_IsARewrite(string rewrite, string? host, string? path, string? prefix)
    {
        var options = Route.Of(Imported.From(Route.Rule($"filters: [{{type: URLRewrite, urlRewrite: {rewrite}}}]"))).Rewrite!;

        Assert.Equal((host, path, prefix), (options.Host, options.Path, options.PathPrefix));
    }

    [Theory]
    [InlineData("{type: ExtensionRef, extensionRef: {group: a, kind: b, name: c}}")]
    [InlineData("{type: ExternalAuth, externalAuth: {protocol: HTTP}}")]
    public void Filter_ThatIsNotKnown_FailsItsRequestsInsteadOfLettingThemBy(string filter)
    {
        var imported = Imported.From(Route.Rule($"filters: [{filter}]"));

        Assert.Equal(500, Route.Of(imported).DirectResponse!.Status);
        Assert.Contains(imported.Warnings, w => w.Contains("answered with 500", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("timeouts: {request: 5s}", 5000)]
    [InlineData("timeouts: {request: 5s, backendRequest: 2s}", 2000)]
    [InlineData("timeouts: {request: 0s, backendRequest: 2s}", 2000)]
    [InlineData("timeouts: {request: 0s}", null)]
    [InlineData("timeouts: {request: 1m30s500ms}", 90_500)]
    public void Timeouts_AnswerGatewayTimeout(string fields, int? milliseconds)
    {
        var route = Route.Of(Imported.From(Route.Rule(fields)));

        Assert.Equal((milliseconds, milliseconds is null ? null : 504), ((int?)route.Timeout?.TotalMilliseconds, route.TimeoutStatus));
    }

    [Theory]
    [InlineData("sessionPersistence: {type: Header, sessionName: x-user}", "x-user", null)]
    [InlineData("sessionPersistence: {sessionName: user}", null, "user")]
    [InlineData("sessionPersistence: {absoluteTimeout: 1h}", null, null)]
    public void SessionPersistence_IsStickyByWhatTheCallerSends(string fields, string? header, string? cookie)
    {
        var imported = Imported.From(Route.Rule(fields));
        var sticky = Route.Of(imported).Sticky;

        Assert.Equal((header, cookie), (sticky?.Header, sticky?.Cookie));
        Assert.NotEmpty(imported.Warnings);
    }

    [Fact]
    public void SessionPersistence_OfARuleInSeveralParts_KeepsACallerTogetherInAllOfThem()
    {
        var imported = Imported.From(Route.Rules("""
            - matches: [{path: {type: Exact, value: /exact}}, {path: {value: /a}}]
              sessionPersistence: {type: Header, sessionName: x-user}
              backendRefs:
              - {name: one, port: 80}
              - {name: two, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: z}]}}]}
            - matches: [{path: {value: /a/between}}]
              sessionPersistence: {type: Header, sessionName: x-user}
              backendRefs: [{name: one, port: 80}, {name: two, port: 80}]
            """));
        Assert.Empty(imported.Errors);
        Assert.Equal(["web.0", "web.0-2", "web.1"], imported.Options.Services["web.shop"].Routes.Keys.Order(StringComparer.Ordinal));

        var users = Enumerable.Range(0, 64).Select(i => $"user-{i}").ToList();

        Assert.All(users, u => Assert.Equal(To("/exact", u), To("/a", u)));
        // Independent choices would all agree with the probability 2^-64.
        Assert.Contains(users, u => !To("/a/between", u).Equals(To("/a", u).Split('_')[0], StringComparison.Ordinal));

        string To(string path, string user) => imported.Decide("GET", $"http://web{path}", ("x-user", user))!.Backend!.Name;
    }

    [Fact]
    public void SessionPersistence_OfABackendWithoutWeight_EndsWithAWarning()
    {
        var imported = Imported.From(Route.Rules("""
            - sessionPersistence: {type: Header, sessionName: x-user}
              backendRefs: [{name: one, port: 80, weight: 0}, {name: two, port: 80}]
            """));

        Assert.Contains(imported.Warnings, w => w.Contains("backendRefs[0].weight: is 0, which ends the sessions", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("retry: {backoff: 1s}", "sent again at once")]
    [InlineData("filters: [{type: CORS, cors: {allowOrigins: ['*']}}]", "has no effect in a client")]
    public void Field_ThatMeansNothingHere_IsAWarning(string fields, string warning)
    {
        var imported = Imported.From(Route.Rule(fields));

        Assert.Equal(1, Route.Of(imported).Weights["hit.shop"]);
        Assert.Contains(warning, Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filters: [{type: RequestRedirect, requestRedirect: {port: 81}}]", "exclude RequestRedirect")]
    [InlineData("filters: [{type: RequestHeaderModifier}]", "is required for the type")]
    [InlineData("filters: [{type: URLRewrite, urlRewrite: {}}, {type: URLRewrite, urlRewrite: {}}]", "cannot be repeated")]
    [InlineData("filters: [{type: URLRewrite, urlRewrite: {}, requestMirror: {}}]", "goes with the type RequestMirror")]
    [InlineData("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}], remove: [A]}}]", "one header takes one action")]
    [InlineData("filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 101}}]", "from 0 to 100")]
    [InlineData("filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 1, fraction: {numerator: 1}}}]", "excludes percent")]
    [InlineData("filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, fraction: {numerator: 3, denominator: 2}}}]", "must not be above")]
    [InlineData("filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /x}}}]\nmatches: [{path: {value: /a}}, {path: {value: /b}}]", "needs exactly one match")]
    [InlineData("filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /x}}}]", "takes replaceFullPath and nothing else")]
    [InlineData("timeouts: {request: 1.5s}", "must be whole numbers")]
    [InlineData("timeouts: {request: 1s, backendRequest: 2s}", "must not be longer")]
    [InlineData("filter: []", "did you mean 'filters'")]
    public void Rule_OutsideTheSpecification_IsRefused(string fields, string message) =>
        Assert.Contains(Imported.From(Route.Rule(fields)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("/foo", "/xyz", "/foo/bar", "/xyz/bar")]
    [InlineData("/foo", "/xyz/", "/foo/bar", "/xyz/bar")]
    [InlineData("/foo/", "/xyz", "/foo/bar", "/xyz/bar")]
    [InlineData("/foo/", "/xyz/", "/foo/bar", "/xyz/bar")]
    [InlineData("/foo", "/xyz", "/foo", "/xyz")]
    [InlineData("/foo", "/xyz", "/foo/", "/xyz/")]
    [InlineData("/foo", "''", "/foo/bar", "/bar")]
    [InlineData("/foo", "''", "/foo/", "/")]
    [InlineData("/foo", "''", "/foo", "/")]
    [InlineData("/foo", "/", "/foo/", "/")]
    [InlineData("/foo", "/", "/foo", "/")]
    public async Task ReplacePrefixMatch_OverHttp_GivesTheSpecificationsTable(string prefix, string replacement, string path, string expected)
    {
        await using var server = await BackendServer.StartAsync();
        var imported = Imported.From(
            Route.Rules($$$$"""
                - matches: [{path: {value: {{{{prefix}}}}}}]
                  filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: {{{{replacement}}}}}}}]
                  backendRefs: [{name: hit, port: 80}]
                """),
            overrides: [("Backends:hit.shop:Address", server.Address.ToString())]);

        using var response = await imported.SendAsync($"http://web{path}?q=1");

        Assert.Equal($"{expected}?q=1", server.Requests.Single().Target);
        Assert.Equal("web", server.Requests.Single().Host);
    }
}

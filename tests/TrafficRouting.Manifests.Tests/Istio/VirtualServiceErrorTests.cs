namespace TrafficRouting.Manifests.Tests.Istio;

public sealed class VirtualServiceErrorTests
{
    [Theory]
    [InlineData("- route: [{destination: {host: a}, weight: -1}, {destination: {host: b}, weight: 2}]", "http[0].route[0].weight: must be a whole number of at least 0")]
    [InlineData("- route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]", "total destination weight = 0")]
    [InlineData("- route: [{weight: 1}]", "http[0].route[0].destination: is required")]
    [InlineData("- route: []", "http[0].route: needs at least one destination")]
    [InlineData("- name: x", "needs one of route, redirect, directResponse and delegate")]
    [InlineData("- route: [{destination: {host: 'foo.*'}}]", "without wildcards")]
    [InlineData("- route: [{destination: {host: default/baz}}]", "without wildcards")]
    [InlineData("- route: [{destination: {host: '*'}}]", "without wildcards")]
    [InlineData("- route: [{destination: {host: a, subset: V_1}}]", "must be a label")]
    [InlineData("- route: [{destination: {host: a, port: {number: 70000}}}]", "from 1 to 65535")]
    [InlineData("- {route: [{destination: {host: a}}], mirror: {host: b}, mirrors: [{destination: {host: c}}]}", "excludes mirror")]
    [InlineData("- {route: [{destination: {host: a}}], mirror: {host: b}, mirrorPercentage: {value: 101}}", "from 0 to 100")]
    [InlineData("- {redirect: {uri: /x}, route: [{destination: {host: a}}]}", "takes only one of route and redirect")]
    [InlineData("- {redirect: {uri: /x}, fault: {abort: {httpStatus: 500}}}", "cannot go with redirect")]
    [InlineData("- {redirect: {uri: /x}, rewrite: {uri: /y}}", "cannot go with redirect")]
    [InlineData("- {directResponse: {status: 200}, redirect: {uri: /x}}", "takes only one of redirect and directResponse")]
    [InlineData("- redirect: {}", "needs uri, prefixRewrite, authority, scheme or port")]
    [InlineData("- redirect: {uri: /x, redirectCode: 200}", "must be 301, 302, 303, 307 or 308")]
    [InlineData("- redirect: {uri: /x, scheme: ftp}", "must be one of http, https")]
    [InlineData("- redirect: {prefixRewrite: /x, uri: /y}", "excludes uri")]
    [InlineData("- {match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /x}}", "that has a uri to have a prefix")]
    [InlineData("- {rewrite: {}, route: [{destination: {host: a}}]}", "needs uri, uriRegexRewrite or authority")]
    [InlineData("- {rewrite: {uri: /x, uriRegexRewrite: {match: a, rewrite: b}}, route: [{destination: {host: a}}]}", "only one of uri and uriRegexRewrite")]
    [InlineData("- {rewrite: {uriRegexRewrite: {match: a}}, route: [{destination: {host: a}}]}", "uriRegexRewrite.rewrite: is required")]
    [InlineData("- {rewrite: {authority: x}, headers: {request: {set: {Host: z}}}, route: [{destination: {host: a}}]}", "only one of them can")]
    [InlineData("- {match: [{uri: {regex: '('}}], route: [{destination: {host: a}}]}", "lacks its ')'")]
    [InlineData("- {match: [{uri: {regex: '(?!x)y'}}], route: [{destination: {host: a}}]}", "begins a look-ahead, which cannot be matched in linear time")]
    [InlineData("- {match: [{method: {prefix: ''}}], route: [{destination: {host: a}}]}", "must not be empty")]
    [InlineData("- {match: [{uri: {regex: ''}}], route: [{destination: {host: a}}]}", "must not be empty")]
    [InlineData("- {match: [{uri: {exact: /a, prefix: /b}}], route: [{destination: {host: a}}]}", "only one of exact, prefix and regex")]
    [InlineData("- {match: [{headers: {x: null}}], route: [{destination: {host: a}}]}", "header match x cannot be null")]
    [InlineData("- {match: [{headers: {'@request.auth.claims.sub': {exact: a}}}], route: [{destination: {host: a}}]}", "claims")]
    [InlineData("- {headers: {request: {remove: [Host]}}, route: [{destination: {host: a}}]}", "cannot remove 'Host'")]
    [InlineData("- {headers: {response: {set: {':status': '1'}}}, route: [{destination: {host: a}}]}", "is no name of a header")]
    [InlineData("- {headers: {request: {set: {x: \"a\\nb\"}}}, route: [{destination: {host: a}}]}", "control character")]
    [InlineData("- {headers: {request: {set: {x: '100%'}}}, route: [{destination: {host: a}}]}", "single '%'")]
    [InlineData("- {retries: {attempts: -1}, route: [{destination: {host: a}}]}", "at least 0")]
    [InlineData("- {retries: {attempts: 0, perTryTimeout: 1s}, route: [{destination: {host: a}}]}", "turns retries off")]
    [InlineData("- {fault: {abort: {httpStatus: 99}}, route: [{destination: {host: a}}]}", "from 200 to 599")]
    [InlineData("- {fault: {abort: {http2Error: X}}, route: [{destination: {host: a}}]}", "http2Error")]
    [InlineData("- {fault: {}, route: [{destination: {host: a}}]}", "needs delay or abort")]
    [InlineData("- {timeout: 5, route: [{destination: {host: a}}]}", "must be a string, not a number")]
    [InlineData("- {delegate: {name: x}, route: [{destination: {host: a}}]}", "delegate: excludes route")]
    [InlineData("- {directResponse: {status: 99}}", "from 200 to 599")]
    [InlineData("- {directResponse: {}}", "status: is required")]
    [InlineData("- {rout: [{destination: {host: a}}]}", "did you mean 'route'")]
    public void Rule_ThatIstioRefuses_IsRefused(string rule, string message)
    {
        var imported = Imported.From(Mesh.Rules(rule));

        Assert.Contains(imported.Errors, e => e.Contains(message, StringComparison.Ordinal));
        Assert.All(imported.Errors, e => Assert.StartsWith("VirtualService shop/web spec.http[0]", e, StringComparison.Ordinal));
        Assert.All(imported.Errors, e => Assert.Matches(@"\(text:\d+:\d+\)$", e));
    }

    [Theory]
    [InlineData("hosts: ['*']", "mesh gateway")]
    [InlineData("hosts: [a, a]", "overlaps")]
    [InlineData("hosts: ['*.example.com', '*.b.example.com']", "overlaps")]
    [InlineData("hosts: ['a b']", "must be a host name")]
    [InlineData("gateways: [x]", "is required")]
    public void Hosts_ThatIstioRefuses_AreRefused(string hosts, string message)
    {
        var yaml = Mesh.Rule(string.Empty).Replace("hosts: [web]", hosts, StringComparison.Ordinal);

        Assert.Contains(message, Assert.Single(Imported.From(yaml).Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retries: {attempts: 3, retryOn: '5xx,unavailable,internal'}", "retries.retryOn: unavailable, internal are not done here; other conditions are")]
    [InlineData("retries: {attempts: 3, backoff: 1s}", "retries.backoff: is not done here: a request is sent again at once")]
    [InlineData("retries: {attempts: 30}", "retries.attempts: is more than 10")]
    [InlineData("corsPolicy: {allowOrigins: [{exact: x}]}", "corsPolicy: is checked and has no effect")]
    [InlineData("headers: {request: {set: {x: '%DOWNSTREAM_REMOTE_ADDRESS%'}}}", "only a proxy can fill in")]
    [InlineData("fault: {abort: {grpcStatus: UNAVAILABLE}}", "grpcStatus: is not injected")]
    public void Rule_WithWhatMeansNothingHere_IsTakenWithAWarning(string field, string message)
    {
        var imported = Imported.From(Mesh.Rule(field));

        Assert.Empty(imported.Errors);
        Assert.Contains(imported.Warnings, w => w.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tls: [{match: [{sniHosts: [web], port: 443, gateways: [mesh], sourceLabels: {a: b}, destinationSubnets: [10.0.0.0/8]}], route: [{destination: {host: a}}]}]")]
    [InlineData("tcp: [{match: [{port: 27017, sourceNamespace: x, destinationSubnets: ['::1']}], route: [{destination: {host: a}, weight: 1}, {destination: {host: b, port: {number: 1}}}]}]")]
    [InlineData("tcp: [{route: [{destination: {host: a}}]}]")]
    [InlineData("exportTo: ['.']")]
    public void VirtualService_WithWhatHasNoEffectHere_IsAcceptedWithAWarning(string field)
    {
        var imported = Imported.From(Mesh.Rule(string.Empty).Replace("hosts: [web]", $"hosts: [web]\n  {field}", StringComparison.Ordinal));

        Assert.Empty(imported.Errors);
        Assert.Contains(imported.Warnings, w => w.Contains($"spec.{field.Split(':')[0]}: has no effect here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tls: [{match: [{sniHosts: [web]}]}]", "spec.tls[0].route: needs at least one destination")]
    [InlineData("tls: [{route: [{destination: {host: a}}]}]", "spec.tls[0].match: needs at least one match")]
    [InlineData("tls: [{match: [{port: 443}], route: [{destination: {host: a}}]}]", "spec.tls[0].match[0].sniHosts: needs at least one host")]
    [InlineData("tls: [{match: [{sniHosts: [other]}], route: [{destination: {host: a}}]}]", "'other' is not among the hosts of the document: web")]
    [InlineData("tls: [{match: [{sniHosts: [web], sni: x}], route: [{destination: {host: a}}]}]", "sni: is not a field")]
    [InlineData("tcp: [{}]", "spec.tcp[0].route: needs at least one destination")]
    [InlineData("tcp: [{route: [{weight: 1}]}]", "destination: is required")]
    [InlineData("tcp: [{route: [{destination: {host: a}}, {destination: {host: b}}]}]", "total destination weight = 0")]
    [InlineData("tcp: [{match: [{port: 0}], route: [{destination: {host: a}}]}]", "from 1 to 65535")]
    [InlineData("tcp: [{match: [{destinationSubnets: [10.0.0.0/33]}], route: [{destination: {host: a}}]}]", "a network such as 10.0.0.0/8")]
    [InlineData("tcp: [{match: [{uri: {prefix: /}}], route: [{destination: {host: a}}]}]", "uri: is not a field")]
    [InlineData("tcp: [{routes: []}]", "did you mean 'route'")]
    public void ConnectionRule_ThatIstioRefuses_IsRefused(string field, string message) => Assert.Contains(
        Imported.From(Mesh.Rule(string.Empty).Replace("hosts: [web]", $"hosts: [web]\n  {field}", StringComparison.Ordinal)).Errors,
        e => e.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("retries: {attempts: 3, retryOn: '5xx,connect-failure,503,unavailable', retryIgnorePreviousHosts: false, backoff: 25ms}")]
    [InlineData("retries: {attempts: 0}")]
    [InlineData("corsPolicy: {allowOrigins: [{exact: x}, {prefix: z}, {regex: '.*z'}], allowMethods: [GET, '*'], allowHeaders: [x-a, '*'], exposeHeaders: [etag], maxAge: 24h, allowCredentials: true, unmatchedPreflights: IGNORE}")]
    [InlineData("corsPolicy: {}")]
    public void Rule_WithPoliciesThatIstioTakes_HasNoError(string field) => Assert.Empty(Imported.From(Mesh.Rule(field)).Errors);

    [Theory]
    [InlineData("retries: {attempts: 3, retryOn: 5x}", "retries.retryOn: '5x' is no condition; allowed, between commas without blanks: 5xx, gateway-error")]
    [InlineData("retries: {attempts: 3, retryOn: '5xx, reset'}", "' reset' is no condition")]
    [InlineData("retries: {attempts: 3, retryOn: '599'}", "'599' is no condition")]
    [InlineData("retries: {attempts: 3, retryOn: '5xx,'}", "'' is no condition")]
    [InlineData("retries: {attempts: 3, perTryTimeout: 0.5ms}", "perTryTimeout: must be at least 1ms")]
    [InlineData("retries: {attempts: 3, perTryTimeout: 1.5ms}", "whole milliseconds")]
    [InlineData("retries: {attempts: 3, backoff: 0s}", "backoff: must be at least 1ms")]
    [InlineData("retries: {attempts: 0, retryRemoteLocalities: true}", "turns retries off")]
    [InlineData("retries: {attempts: 1, retryRemoteLocalities: 'yes'}", "must be true or false")]
    [InlineData("retries: {attempt: 1}", "did you mean 'attempts'")]
    [InlineData("corsPolicy: {maxAge: 1500ms}", "corsPolicy.maxAge: must be whole seconds")]
    [InlineData("corsPolicy: {maxAge: 0s}", "must be whole seconds")]
    [InlineData("corsPolicy: {allowOrigins: [{}]}", "corsPolicy.allowOrigins[0]: must have one of exact, prefix and regex")]
    [InlineData("corsPolicy: {allowOrigins: [{exact: ''}]}", "must have one of exact, prefix and regex")]
    [InlineData("corsPolicy: {allowOrigins: [{prefix: ''}]}", "must not be empty")]
    [InlineData("corsPolicy: {allowOrigins: [{regex: '*'}]}", "must have one of exact, prefix and regex")]
    [InlineData("corsPolicy: {allowOrigins: [{regex: '('}]}", "allowOrigins[0].regex")]
    [InlineData("corsPolicy: {allowOrigins: [{exact: a, prefix: b}]}", "takes only one of")]
    [InlineData("corsPolicy: {allowOrigins: [{suffix: a}]}", "suffix: is not a field")]
    [InlineData("corsPolicy: {allowMethods: [get]}", "'get' is no method; allowed: GET")]
    [InlineData("corsPolicy: {allowHeaders: ['a b']}", "'a b' is no name of a header")]
    [InlineData("corsPolicy: {exposeHeaders: ['']}", "'' is no name of a header")]
    [InlineData("corsPolicy: {unmatchedPreflights: DROP}", "must be one of UNSPECIFIED, FORWARD, IGNORE")]
    [InlineData("corsPolicy: {origins: []}", "origins: is not a field")]
    public void Rule_WithPoliciesThatIstioRefuses_IsRefused(string field, string message) =>
        Assert.Contains(Imported.From(Mesh.Rule(field)).Errors, e => e.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Rules_BehindOneForEveryRequest_AreDroppedWithAWarning()
    {
        var imported = Imported.From(Mesh.Rules("""
            - route: [{destination: {host: a}}]
            - match: [{uri: {prefix: /b}}]
              route: [{destination: {host: b}}]
            """));

        Assert.Contains("http[1]: is never reached and left out", Assert.Single(imported.Warnings), StringComparison.Ordinal);
        Assert.Equal(["http-0"], imported.Options.Services["web.shop"].Routes.Keys);
        Assert.Equal(["a.shop"], imported.Options.Backends.Keys);
    }

    [Fact]
    public void UnknownVersion_Of_IsAnErrorThatNamesTheKnown() =>
        Assert.Contains("allowed: v1, v1beta1, v1alpha3", Assert.Single(Imported.From(Mesh.Rule(string.Empty).Replace("io/v1", "io/v2", StringComparison.Ordinal)).Errors), StringComparison.Ordinal);

    [Fact]
    public void UnknownKind_SeenTwice_IsOneWarning() =>
        Assert.Contains("Gateway of networking.istio.io", Assert.Single(Imported.From(
            "apiVersion: networking.istio.io/v1\nkind: Gateway\nspec: {a: 1}\n---\napiVersion: networking.istio.io/v1\nkind: Gateway\n").Warnings), StringComparison.Ordinal);
}

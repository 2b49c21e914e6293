using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Converting;

public sealed class HttpRouteConversionTests
{
    private static readonly HttpRouteTarget Target = new("shop", "edge", "cluster.local");

    [Property(MaxTest = 300)]
    public Property Write_RandomSettings_DecidesAlikeWhereNothingIsUnsaid() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var options = RandomRoutes.Draw(random);
        if (TrafficRoutingOptionsValidator.Inspect(options).Any(f => f.Severity is FindingSeverity.Error))
            return;

        var (yaml, unsaid) = HttpRouteConversion.Write(options, Target, (_, _) => null);

        var read = TrafficManifests.LoadText(yaml, o => o.Namespace = "shop");
        Assert.True(read.Findings.All(f => f.Severity is not FindingSeverity.Error), $"{string.Join('\n', read.Findings)}\n{yaml}");
        // What a backend is sent as Host is told, and changes no decision.
        if (unsaid.Any(u => !u.Message.Contains(" Host '", StringComparison.Ordinal)))
            return;
        var (before, after) = (RouteTable.Compile(options), RouteTable.Compile(read.Options));
        for (var i = 0; i < 30; i++)
        {
            foreach (var host in options.Services["s"].Hosts)
            {
                var request = RandomRoutes.Request(random, host);
                Assert.True(Fate(before, request) == Fate(after, request), $"{request}\n{Fate(before, request)}\n{Fate(after, request)}\n{TrafficRoutingOptions.Shape.Write(options)}\n{yaml}");
            }
        }
    });

    [Theory]
    [InlineData("""{ "Cookies": { "k": { "Exact": "1" } } }""", "nothing for 'Cookies'")]
    [InlineData("""{ "Headers": { "k": { "Exact": "1", "Not": true } } }""", "a negated condition")]
    [InlineData("""{ "Headers": { "k": { "GreaterThan": 1 } } }""", "a comparison of numbers")]
    [InlineData("""{ "Headers": { "k": { "InNetwork": [ "10.0.0.0/8" ] } } }""", "a network")]
    [InlineData("""{ "Headers": { "k": { "Prefix": "a", "Suffix": "b" } } }""", "several tests of one value")]
    [InlineData("""{ "Headers": { "k": { "Present": false } } }""", "a value that must be missing")]
    [InlineData("""{ "NoneOf": [ { "Headers": { "k": "1" } } ] }""", "nothing for 'NoneOf'")]
    [InlineData("""{ "Scheme": "https" }""", "nothing for 'Scheme'")]
    [InlineData("""{ "Baggage": { "sandbox": "alice" } }""", "nothing for 'Baggage'")]
    [InlineData("""{ "Method": { "Prefix": "P" } }""", "a condition on the method")]
    [InlineData("""{ "Method": "PURGE" }""", "a method that it does not know")]
    [InlineData("""{ "AllOf": [ { "Headers": { "k": "1" } }, { "Headers": { "K": "2" } } ] }""", "two conditions on the header 'K'")]
    public void Write_MatchThatCannotBeSaid_IsListedAndLeftOut(string match, string what)
    {
        var options = Read($$"""{ "Services": { "s": { "Hosts": [ "s" ], "Unmatched": "NotFound", "Routes": { "r": { "Matches": [ {{match}} ], "Weights": { "b": 1 } }, "t": { "Order": 1, "Weights": { "b": 1 } } } } }, "Backends": { "b": { "Address": "http://b", "PreserveHost": true } } }""");

        var (yaml, unsaid) = HttpRouteConversion.Write(options, Target, (_, _) => new("a.json", 3, 1));

        var finding = Assert.Single(unsaid);
        Assert.Equal(("Services:s:Routes:r:Matches:0", new SourceLocation("a.json", 3, 1)), (finding.Path, finding.Location));
        Assert.Contains(what, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("name: r\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NamesThatAreTaken_AreNotGivenAgain()
    {
        var options = Read("""
            { "Backends": { "web": { "Address": "http://10.0.0.1", "PreserveHost": true }, "other": { "Address": "http://web:80", "PreserveHost": true } },
              "Services": { "shop": { "Hosts": [ "shop", "shop.example.com" ], "Unmatched": "NotFound", "Routes": { "r": { "Weights": { "web": 1, "other": 1 } } } } } }
            """);

        var (yaml, unsaid) = HttpRouteConversion.Write(options, Target, (_, _) => null);

        Assert.Empty(unsaid);
        var documents = yaml.Split("---\n").Select(d => $"{d.Split("kind: ")[1].Split('\n')[0]} {d.Split("name: ")[1].Split('\n')[0]}").ToList();
        Assert.Equal(["HTTPRoute shop", "HTTPRoute shop-2", "Service web-2", "EndpointSlice web-2"], documents);
    }

    [Fact]
    public void Write_WhatHasNoWords_IsListed()
    {
        var options = Read("""
            { "Mirroring": { "Concurrency": 4 }, "Host": "Uri",
              "Backends": { "a": { "Address": "http://a.example.com:81/base", "Health": {}, "Metadata": { "x": "y" } }, "b": { "Address": "https+http://b" }, "c": { "Address": "https://10.0.0.1" } },
              "Services": {
                "s": { "Hosts": [ "*", "10.0.0.1", "s.example.com" ], "Metadata": { "x": "y" }, "Routes": {
                  "answered": { "Matches": [ { "Path": "/x" } ], "DirectResponse": { "Status": 403 } },
                  "first": { "Order": 1, "Matches": [ { "Path": { "PathPrefix": "/a" } } ], "Weights": { "a": 1, "b": 1 }, "Mirrors": { "c": { "Percentage": 10 } }, "Sticky": { "Header": "u" }, "Failover": {} },
                  "second": { "Order": 2, "Matches": [ { "Path": { "PathPrefix": "/a/b" } } ], "Weights": { "c": 1 }, "Timeout": "00:00:01", "TimeoutStatus": 503, "Rewrite": { "Regex": "a", "Replacement": "b" } },
                  "off": { "Enabled": false, "Weights": { "a": 1 } } } } } }
            """);

        var (_, unsaid) = HttpRouteConversion.Write(options, Target, (_, _) => null, new() { ["Rollouts"] = new System.Text.Json.Nodes.JsonObject() });

        Assert.Equal(
            [
                "Backends:a", "Backends:a:Address", "Backends:a:Health", "Backends:a:Metadata", "Backends:b", "Backends:c", "Backends:c:Address", "Host", "Mirroring", "Rollouts", "Services:s:Hosts", "Services:s:Metadata",
                "Services:s:Routes:answered:DirectResponse", "Services:s:Routes:first:Failover", "Services:s:Routes:first:Mirrors:c:ForwardCredentials", "Services:s:Routes:first:Mirrors:c:Methods",
                "Services:s:Routes:first:Sticky", "Services:s:Routes:off", "Services:s:Routes:second:Order", "Services:s:Routes:second:Rewrite:Regex", "Services:s:Routes:second:TimeoutStatus", "Services:s:Unmatched",
            ],
            unsaid.Select(u => u.Path).Distinct().Order(StringComparer.Ordinal));
    }

    private static TrafficRoutingOptions Read(string json) => NativeSectionTests.Read($$"""{ "TrafficRouting": {{json}} }""");

    private static string Fate(RouteTable table, TestRequest request)
    {
        var taken = table.Explain(in request);
        if (taken.Route is not { } route)
            return taken.Service is null ? "-" : "404";
        var total = route.Backends.Sum(b => b.Weight);
        return string.Join(' ',
        [
            .. route.Backends.GroupBy(b => $"{Place(b.Backend.Options)} {b.Backend.Options.RequestHeaders?.Set.Count ?? 0}", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}={g.Sum(b => b.Weight) / (double)total:0.####}"),
            .. route.Mirrors.Select(m => $"copied to {Place(m.Backend.Options)} {m.Options.Percentage}").Order(StringComparer.Ordinal),
            $"{route.Options.Timeout} {route.Options.Redirect?.Status} {route.Options.Redirect?.Path} {route.Options.RequestHeaders?.Set.Count}",
            route.Options.Rewrite is { } rewrite ? Path(rewrite, table.Decide(in request, RandomSource.Create(1))!.Path) : "",
        ]);

        // After a condition that takes all of the path, a prefix replaces all of it.
        static string Path(RewriteOptions rewrite, PathMatch taken) =>
            rewrite.Path ?? (taken.Kind is PathMatchKind.Whole ? rewrite.PathPrefix! : $"{rewrite.PathPrefix} for {taken}");

        string Place(BackendOptions backend)
        {
            backend = backend.AddressFrom is { } other ? table.Options.Backends[other] : backend;
            var uri = new Uri(backend.Address ?? backend.Endpoints.Values.First().Address!);
            return uri.Host.Contains('.', StringComparison.Ordinal) || uri.Host.Contains(':', StringComparison.Ordinal) ? uri.Authority : $"{uri.Host}.shop.svc.cluster.local:{uri.Port}";
        }
    }
}

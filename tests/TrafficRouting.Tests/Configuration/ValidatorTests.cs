namespace TrafficRouting.Tests.Configuration;

public sealed class ValidatorTests
{
    [Fact]
    public void Validate_TwentyErrors_ReportsThemAllAtOnce()
    {
        var read = Settings.Load("""
            { "TrafficRouting": {
                "Backends": {
                  "a": { "Address": "/relative" }, "b": { "Address": "ftp://b" }, "c": { "Adress": "http://c" }, "d": {},
                  "e f": { "Address": "http://e" }, "g": { "Address": "http://g", "PreserveHost": 7, "Sticky": { "Header": "a b" } } },
                "Services": {
                  "s": { "Hosts": [ "s:80", "t" ], "Unmatched": "Drop", "Routes": {
                      "one": { "Order": "x", "Weights": { "a": -1, "zzz": 1 }, "Timeout": "5s" },
                      "two": { "Order": 2, "Matches": [ { "Path": "nowhere", "Headers": { "x": { "Regex": "(" } } } ], "Weights": { "a": 0 } },
                      "three": { "Order": 3, "Weights": { "a": 1 }, "Mirrors": { "a": { "Percentage": 200 } }, "Rewrite": { "Path": "p" } } } },
                  "u": { "Hosts": [ "T" ], "Routes": {} } },
                "Mirroring": { "Concurrency": 0 },
                "Extra": 1 } }
            """);

        var failures = read.Findings.Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.ToString()).ToList();

        Assert.Equal(22, failures.Count);
        Assert.Equal(22, failures.Distinct(StringComparer.Ordinal).Count());
        Assert.All(failures, failure => Assert.StartsWith("TrafficRouting:", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_WarningsOnly_Succeeds()
    {
        var options = new TrafficRoutingOptions().AddBackend("idle", "http://idle");

        Assert.True(new TrafficRoutingOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal("TrafficRouting:Backends:idle: No route and no mirror uses this backend.", Assert.Single(TrafficRoutingOptionsValidator.Inspect(options)).ToString());
    }

    [Fact]
    public void Validate_EmptyOptionsWrittenInCode_Succeeds() =>
        Assert.True(new TrafficRoutingOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_Errors_FailsByEach()
    {
        var options = new TrafficRoutingOptions().AddBackend("b", "/relative").AddBackend("c", "ftp://c");

        var result = new TrafficRoutingOptionsValidator().Validate(null, options);

        Assert.True(result.Failed);
        Assert.Equal(["TrafficRouting:Backends:b:Address", "TrafficRouting:Backends:c:Address"], result.Failures!.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Throws<ArgumentNullException>(() => new TrafficRoutingOptionsValidator().Validate(null, null!));
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(17, 1)]
    public void Validate_MatchesWithinMatches_AreTakenToSixteenLevels(int levels, int errors)
    {
        var match = """{ "Port": 80 }""";
        for (var level = 0; level < levels; level++)
            match = $$"""{ "AllOf": [ {{match}} ] }""";

        var findings = Scaffold.Findings(Part.Match, match);

        Assert.Equal(errors, findings.Count);
        Assert.All(findings, f => Assert.Equal("Matches are nested deeper than 16 levels.", f.Message));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Head")]
    [InlineData("post")]
    [InlineData("put")]
    [InlineData("delete")]
    [InlineData("connect")]
    [InlineData("options")]
    [InlineData("trace")]
    [InlineData("patch")]
    public void Validate_MethodInAnotherCase_IsWarnedOf(string method) =>
        Scaffold.Finds(FindingSeverity.Warning, Part.Match, $$"""{ "Method": "{{method}}" }""", "Method", $"write '{method.ToUpperInvariant()}'");

    [Fact]
    public void Inspect_Twice_FindsTheSameAndChangesNothing()
    {
        var options = Settings.Read(Scaffold.Around(Part.Route, """{ "Weights": { "nope": 1 } }"""));

        Assert.Equal("TrafficRouting:Services:s:Routes:r:Weights:nope", Assert.Single(TrafficRoutingOptionsValidator.Inspect(options), f => f.Severity is FindingSeverity.Error).Path);
        Assert.Equal(TrafficRoutingOptionsValidator.Inspect(options), TrafficRoutingOptionsValidator.Inspect(options));
    }

    [Theory]
    [InlineData(Part.Backend, """{ "Address": "http://me:hunter2@b/?token=hunter2", "RequestHeaders": { "Set": { "authorization": "hunter2\n", "Host": "hunter2" }, "Add": { "x": "hunter2ä" } } }""", 5)]
    [InlineData(Part.Backend, """{ "Address": "me:hunter2@b" }""", 1)]
    [InlineData(Part.Backend, """{ "Address": "http://me:hunter2@b:port" }""", 1)]
    [InlineData(Part.Backend, """{ "Address": "me:hunter2@b://c" }""", 1)]
    [InlineData(Part.Backend, """{ "AddressFrom": "me:hunter2@b" }""", 1)]
    [InlineData(Part.Backend, """{ "Endpoints": { "a": { "Address": "https://me:hunter2@b" }, "me:hunter2@b": { "Address": "http://b" } } }""", 2)]
    [InlineData(Part.Backend, """{ "Address": "http://b", "Rewrite": { "Host": "me:hunter2@b" }, "ResponseHeaders": { "Set": { "set-cookie": "hunter2\r" } } }""", 2)]
    [InlineData(Part.Backend, """{ "Redirect": { "Host": "me:hunter2@bücher", "Scheme": "http://me:hunter2@b" } }""", 2)]
    [InlineData(Part.Backend, """{ "Address": "http://b", "RequestHeaders": { "Set": { "x": { "hunter": "hunter2" } }, "Remove": "hunter2" } }""", 2)]
    [InlineData(Part.Service, """{ "Hosts": [ "me:hunter2@s", "http://me:hunter2@s/", "*.me:hunter2@s.*" ], "Routes": { "r": { "Weights": { "b": 1 } } } }""", 3)]
    [InlineData(Part.Mirror, """{ "HostSuffix": "me:hunter2@x", "RequestHeaders": { "Add": { "authorization": "hunter2\u0000" } } }""", 2)]
    public void Validate_SecretsInTheConfiguration_AreNotRepeated(Part part, string json, int errors)
    {
        var failures = Scaffold.Findings(part, json).Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.Message).ToList();

        Assert.Equal(errors, failures.Count);
        Assert.All(failures, failure => Assert.DoesNotContain("hunter2", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_NumbersOnlyCodeCanGive_AreReported()
    {
        var options = new TrafficRoutingOptions()
            .AddBackend("b", "http://b")
            .AddService("s", service => service.AddHost("s").AddRoute("r", route => route
                .AddMatch(match => match.WithHeader("x", x => x.GreaterThan = double.NaN).WithHeader("y", y => y.LessThan = double.PositiveInfinity))
                .SendTo("b")
                .MirrorTo("b", double.NaN)));

        Assert.Equal(
            ["Matches:0:Headers:x:GreaterThan", "Matches:0:Headers:y:LessThan", "Mirrors:b:Percentage"],
            TrafficRoutingOptionsValidator.Inspect(options).Select(finding => finding.Path["TrafficRouting:Services:s:Routes:r:".Length..]));
    }

    [Theory]
    [InlineData("s")]
    [InlineData("S.Example.")]
    [InlineData("*")]
    [InlineData("*.example")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg.example")]
    [InlineData("my_service.default.svc.cluster.local")]
    [InlineData("xn--bcher-kva.example")]
    public void Validate_Host_IsTaken(string host) =>
        Assert.Empty(Scaffold.Findings(Part.Service, $$"""{ "Hosts": [ "{{host}}" ], "Routes": { "r": { "Weights": { "b": 1 } } } }"""));

    [Theory]
    [InlineData("http://10.0.0.1:8080")]
    [InlineData("HTTPS://a.example/base/")]
    [InlineData("http://[::1]:80/")]
    [InlineData("https+http://catalog")]
    [InlineData("https+http://_dashboard.catalog")]
    [InlineData("http://bücher.example")]
    public void Validate_Address_IsTaken(string address) =>
        Assert.Empty(Scaffold.Findings(Part.Backend, $$"""{ "Address": "{{address}}" }"""));

    [Theory]
    [InlineData("wieghts", "Weights", 1)]
    [InlineData("Hosts", "hosts", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_OfTwoWords_IsTheNumberOfSlips(string a, string b, int expected) =>
        Assert.Equal(expected, Suggestion.Distance(a, b));
}

using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>What lies over objects that come and go waits for them; it stops nothing.</summary>
public sealed class LiveSourceTests
{
    private const string Whole = """
        { "TrafficRouting": { "Backends": { "v1": { "Address": "http://v1" }, "v2": { "Address": "http://v2" } },
          "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "default": { "Weights": { "v1": 1 } } } } } } }
        """;

    private const string Own = """{ "TrafficRouting": { "Backends": { "b": { "Address": "http://b" } }, "Services": { "own": { "Hosts": [ "own" ], "Routes": { "all": { "Weights": { "b": 1 } } } } } } }""";

    private readonly TestSource _cluster = new("cluster", new(), isLive: true);

    [Theory]
    [InlineData("Services:reviews:Routes:default:Weights:v2", "5", "TrafficRouting:Services:reviews")]
    [InlineData("Services:reviews:Enabled", "false", "TrafficRouting:Services:reviews")]
    [InlineData("Backends:v2:PreserveHost", "true", "TrafficRouting:Backends:v2")]
    public void Override_OfAnObjectThatIsNotThere_LiesDormantUntilItIs(string key, string value, string path)
    {
        var configuration = Configuration(key, value);

        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Contains(load.Findings, f => f.Severity is FindingSeverity.Warning && f.Path == path && f.Message.Contains("dormant", StringComparison.Ordinal));
        Assert.Equal(["own"], load.Options.Services.Keys);
        configuration.Accept(load);

        _cluster.Set(SourceModel.Options(Whole));
        load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.DoesNotContain(load.Findings, f => f.Message.Contains("dormant", StringComparison.Ordinal));
        var source = _cluster.Current.Options;
        Assert.False(ReferenceEquals(source.Services["reviews"], load.Options.Services["reviews"]) && ReferenceEquals(source.Backends["v2"], load.Options.Backends["v2"]));
    }

    [Fact]
    public void Override_WithABackendThatIsGone_LeavesTheServiceAsItIs()
    {
        var configuration = Configuration("Services:reviews:Routes:default:Weights:v2", "5");
        var withoutV2 = SourceModel.Options(Whole);
        withoutV2.Backends.Remove("v2");
        _cluster.Set(withoutV2);

        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Same(withoutV2.Services["reviews"], load.Options.Services["reviews"]);
        Assert.Contains(load.Findings, f => f.Message.Contains("'v2'", StringComparison.Ordinal));
    }

    [Fact]
    public void Override_OfARouteThatIsGone_IsNoCatchAll()
    {
        var configuration = Configuration("Services:reviews:Routes:canary:Weights:v2", "5");
        _cluster.Set(SourceModel.Options(Whole));

        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Equal(["default"], load.Options.Services["reviews"].Routes.Keys);
    }

    [Fact]
    public void Source_BrokenAtStart_IsLeftOutAndReported()
    {
        var configuration = Configuration("Mirroring:QueueCapacity", "5");
        var broken = SourceModel.Options(Whole);
        broken.Services["reviews"].Routes["default"].Weights["v1"] = -1;
        _cluster.Set(broken, new Finding(FindingSeverity.Error, "HTTPRoute shop/other", "Cannot be read."));

        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Equal(["own"], load.Options.Services.Keys);
        Assert.Equal(["cluster (Services:reviews)"], load.HeldBack);
        Assert.Equal(["HTTPRoute shop/other", "TrafficRouting:Services:reviews:Routes:default:Weights:v1"], load.Errors.Select(e => e.Path).Order(StringComparer.Ordinal));

        configuration.Accept(load);
        _cluster.Set(SourceModel.Options(Whole));

        Assert.Equal(["own", "reviews"], configuration.Load()!.Options.Services.Keys.Order(StringComparer.Ordinal));
    }

    private RoutingConfiguration Configuration(string key, string value)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("TrafficRouting:" + key, value)]).Build().GetSection("TrafficRouting");
        return new([new TestSource("code", SourceModel.Options(Own)), _cluster], new(section, TimeProvider.System));
    }
}

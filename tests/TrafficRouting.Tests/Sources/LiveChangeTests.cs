using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>Of a live source's change that clashes with what lies beside or over it, the entries in the way stay as they were, and the others come into force.</summary>
public sealed class LiveChangeTests
{
    private const string Own = """{ "TrafficRouting": { "Backends": { "b": { "Address": "http://b" } }, "Services": { "own": { "Hosts": [ "own" ], "Routes": { "all": { "Weights": { "b": 1 } } } } } } }""";

    private readonly TestSource _cluster = new("cluster", new(), isLive: true);

    [Fact]
    public void Change_OfWhichOneEntryClashesWithTheSection_IsInForceWithoutIt()
    {
        var configuration = Configuration("Services:own:Hosts:1", "s5");
        var first = Services(8, to: "v1", without: 5);
        _cluster.Set(first);
        configuration.Accept(configuration.Load()!);

        var next = Services(8, to: "v2");
        var where = new SourceLocation("httproutes/shop/s5", 1, 1);
        _cluster.Set(new RoutingSnapshot(next, [], new Dictionary<object, SourceLocation> { [next.Services["s5"]] = where }));
        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Equal(["own", "s0", "s1", "s2", "s3", "s4", "s6", "s7"], load.Options.Services.Keys.Order(StringComparer.Ordinal));
        Assert.Same(next.Services["s3"], load.Options.Services["s3"]);
        Assert.Equal(["cluster (Services:s5)"], load.HeldBack);
        Assert.Contains(load.Findings, f => f.Path == "TrafficRouting:Services:s5" && f.Message.Contains("left out", StringComparison.Ordinal) && f.Location == where);
        Assert.Contains(load.Errors, f => f.Message.Contains("s5", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_ThatClashes_StaysAtItsLastGoodVersion_WithTheBackendThatIsGone()
    {
        var configuration = Configuration("Services:own:Hosts:1", "taken");
        var first = Services(3, to: "v1");
        _cluster.Set(first);
        configuration.Accept(configuration.Load()!);

        // The new version of one service wants a host that is taken, and the backend of its old one is gone.
        var next = Services(3, to: "v2");
        next.Services["s1"].Hosts.Add("taken");
        next.Backends.Remove("v1");
        _cluster.Set(next);
        var load = configuration.Load()!;

        Assert.Same(first.Services["s1"], load.Options.Services["s1"]);
        Assert.Same(next.Services["s0"], load.Options.Services["s0"]);
        Assert.True(load.Options.Backends.ContainsKey("v1"));
        Assert.Contains(load.Findings, f => f.Path == "TrafficRouting:Services:s1" && f.Message.Contains("last good version", StringComparison.Ordinal));
        configuration.Accept(load);

        var good = Services(3, to: "v2");
        good.Backends.Remove("v1");
        _cluster.Set(good);
        load = configuration.Load()!;

        Assert.Empty(load.HeldBack);
        Assert.Equal(SourceModel.Show(load.Options), SourceModel.Show(Fresh(good)));
    }

    [Fact]
    public void Host_ThatMovesToAnotherService_MovesBesideAClash()
    {
        var configuration = Configuration("Services:own:Hosts:1", "taken");
        _cluster.Set(Services(3, to: "v1"));
        configuration.Accept(configuration.Load()!);

        var next = Services(3, to: "v2");
        next.Services["s0"].Hosts.Add("s2");
        next.Services["s2"].Hosts[0] = "other";
        next.Services["s1"].Hosts.Add("taken");
        _cluster.Set(next);
        var load = configuration.Load()!;

        Assert.Equal(["cluster (Services:s1)"], load.HeldBack);
        Assert.Equal(["s0", "s2"], load.Options.Services["s0"].Hosts);
    }

    [Fact]
    public void Change_ThatIsWrongWhateverItsEntries_WaitsAsAWhole_AndSaysSo()
    {
        var configuration = Configuration("Services:own:Enabled", "true");
        _cluster.Set(Services(3, to: "v1"));
        var before = configuration.Load()!;
        configuration.Accept(before);

        var next = Services(3, to: "v2");
        next.Mirroring.QueueCapacity = -1;
        _cluster.Set(next);
        var load = configuration.Load()!;

        Assert.False(load.IsValid);
        Assert.Contains(load.Findings, f => f.Message.Contains("cannot be told", StringComparison.Ordinal) && f.Message.Contains("all of its changes", StringComparison.Ordinal));
    }

    [Fact]
    public void Change_InWhichEverythingIsWrong_IsNotTriedOneByOne()
    {
        var configuration = Configuration("Services:own:Enabled", "true");
        _cluster.Set(Services(1, to: "v1"));
        configuration.Accept(configuration.Load()!);

        var next = Services(1000, to: "v2");
        foreach (var service in next.Services.Values)
            service.Hosts.Add("own");
        _cluster.Set(next);
        var load = configuration.Load()!;

        Assert.True(load.IsValid);
        Assert.Contains(load.Findings, f => f.Message.Contains("cannot be told", StringComparison.Ordinal));
        Assert.Contains("s0", load.Options.Services.Keys);
    }

    private static TrafficRoutingOptions Services(int count, string to, int without = -1)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Backends["v2"] = new() { Address = "http://v2" };
        for (var i = 0; i < count; i++)
        {
            if (i == without)
                continue;
            var route = new RouteOptions();
            route.Weights[to] = 1;
            var service = new ServiceOptions();
            service.Hosts.Add($"s{i}");
            service.Routes["all"] = route;
            options.Services[$"s{i}"] = service;
        }

        return options;
    }

    private TrafficRoutingOptions Fresh(TrafficRoutingOptions cluster)
    {
        _cluster.Set(cluster);
        return Configuration("Services:own:Hosts:1", "taken").Load()!.Options;
    }

    private RoutingConfiguration Configuration(string key, string value)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("TrafficRouting:" + key, value)]).Build().GetSection("TrafficRouting");
        return new([new TestSource("code", SourceModel.Options(Own)), _cluster], new(section, TimeProvider.System));
    }
}

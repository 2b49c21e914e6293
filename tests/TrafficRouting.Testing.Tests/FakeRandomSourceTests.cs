namespace TrafficRouting.Testing.Tests;

public sealed class FakeRandomSourceTests
{
    [Fact]
    public void NextUInt64_Scripted_YieldsTheScriptThenTheSeed()
    {
        var random = new FakeRandomSource(seed: 7).Next(1, 2);
        var unscripted = new FakeRandomSource(seed: 7);

        Assert.Equal([1UL, 2UL, unscripted.NextUInt64()], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
        Assert.Equal(0, random.Remaining);
    }

    [Theory]
    [InlineData("stable")]
    [InlineData("canary")]
    public void NextPicks_OnRoutesWithSeveralSplits_PicksTheBackendOnEach(string backend)
    {
        var random = new FakeRandomSource();
        var router = new TrafficRouter(Options(("a", 999_999, 1), ("b", 1, 1), ("c", 3, 97)), random);

        foreach (var route in router.Table.Services.SelectMany(s => s.Routes))
        {
            random.NextPicks(route, backend);
            Assert.Equal(backend, route.Backends[route.Policy!.Select(random, [])].Backend.Name);
        }
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("canary")]
    public void NextPicks_OfABackendThatIsNeverPicked_IsRefused(string backend)
    {
        var router = new TrafficRouter(Options(("a", 1, 0)));

        var failure = Assert.Throws<ArgumentException>(() => new FakeRandomSource().NextPicks(router.Table.Services[0].Routes[0], backend));

        Assert.StartsWith($"The route a/default never picks '{backend}'.", failure.Message, StringComparison.Ordinal);
    }

    private static TrafficRoutingOptions Options(params (string Service, int Stable, int Canary)[] splits)
    {
        var options = new TrafficRoutingOptions
        {
            Backends = { ["stable"] = new() { Address = "http://stable" }, ["canary"] = new() { Address = "http://canary" } },
        };
        foreach (var (service, stable, canary) in splits)
        {
            options.Services[service] = new()
            {
                Hosts = { service },
                Routes = { ["default"] = new() { Weights = { ["stable"] = stable, ["canary"] = canary } } },
            };
        }

        return options;
    }
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;

namespace TrafficRouting.Testing.Tests;

public sealed class RouteDistributionTests
{
    [Fact]
    public void Shares_OfARoute_AreExact()
    {
        var distribution = RouteDistribution.Of(Table(95, 5), "GET http://reviews/");

        Assert.Equal(95, distribution.Shares["V1"]);
        Assert.Equal(5, distribution.Shares["v2"]);
        Assert.Equal(0, distribution.Shares["v3"]);
    }

    [Fact]
    public void ShouldBe_TheShares_PassesWithAndWithoutParkedBackends()
    {
        var distribution = RouteDistribution.Of(Table(2, 1), "GET http://reviews/");

        distribution.ShouldBe(("v1", 200d / 3), ("v2", 100d / 3));
        distribution.ShouldBe(("v2", 100d / 3), ("v1", 200d / 3), ("v3", 0));
    }

    [Fact]
    public void ShouldBe_OtherShares_SaysBoth()
    {
        var failure = Assert.Throws<TrafficRoutingAssertionException>(
            () => RouteDistribution.Of(Table(95, 5), "GET http://reviews/").ShouldBe(("v1", 90), ("v2", 10)));

        Assert.Equal("Route reviews/default was expected to split v1 90 %, v2 10 %, but it splits v1 95 %, v2 5 %.", failure.Message);
    }

    [Fact]
    public void ShouldBe_WithABackendMissing_Fails() =>
        Assert.Throws<TrafficRoutingAssertionException>(() => RouteDistribution.Of(Table(95, 5), "GET http://reviews/").ShouldBe(("v1", 95)));

    [Fact]
    public void Of_ARequestThatNoRouteTakes_SaysWhy() => Assert.Contains(
        "'nobody' is the host of no service",
        Assert.Throws<TrafficRoutingAssertionException>(() => RouteDistribution.Of(Table(1, 1), "GET http://nobody/")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(900, 100, 0)]
    [InlineData(870, 130, 0)]
    public void ShouldExplain_CountsWithinChance_Passes(int v1, int v2, int v3) =>
        RouteDistribution.Of(Table(90, 10), "GET http://reviews/").ShouldExplain(Counts(v1, v2, v3));

    [Theory]
    [InlineData(500, 500, 0)]
    [InlineData(1000, 0, 0)]
    [InlineData(899, 100, 1)]
    public void ShouldExplain_CountsBeyondChance_Fails(int v1, int v2, int v3) => Assert.Throws<TrafficRoutingAssertionException>(
        () => RouteDistribution.Of(Table(90, 10), "GET http://reviews/").ShouldExplain(Counts(v1, v2, v3)));

    [Fact]
    public void ShouldExplain_NoCounts_Fails() => Assert.Throws<TrafficRoutingAssertionException>(
        () => RouteDistribution.Of(Table(90, 10), "GET http://reviews/").ShouldExplain(Counts(0, 0, 0)));

    [Property(MaxTest = 60)]
    public Property ShouldExplain_AnySplitAndSize_FailsARightSplitNoMoreOftenThanStated()
    {
        var cases = from weight in Gen.Choose(1, 999)
                    from total in Gen.Choose(1, 400)
                    from rate in Gen.Elements(0.5, 0.1, 1e-3, 1e-9)
                    select (weight, total, rate);

        // The exact chance of the rejected counts, by the binomial distribution.
        return Prop.ForAll(cases.ToArbitrary(), c => RejectedMass(c.weight, c.total, c.rate) <= c.rate);
    }

    private static double RejectedMass(int weight, int total, double rate)
    {
        var distribution = RouteDistribution.Of(Table(weight, 1000 - weight), "GET http://reviews/");
        var binomial = new Binomial(weight / 1000d, total);
        return Enumerable.Range(0, total + 1).Where(k => Rejects(Counts(k, total - k, 0))).Sum(binomial.Probability);

        bool Rejects(Dictionary<string, int> counts)
        {
            try
            {
                distribution.ShouldExplain(counts, rate);
                return false;
            }
            catch (TrafficRoutingAssertionException)
            {
                return true;
            }
        }
    }

    private static Dictionary<string, int> Counts(int v1, int v2, int v3) => new() { ["v1"] = v1, ["v2"] = v2, ["v3"] = v3 };

    private static RouteTable Table(int v1, int v2) => RouteTable.Compile(new TrafficRoutingOptions
    {
        Backends = { ["v1"] = new() { Address = "http://v1" }, ["v2"] = new() { Address = "http://v2" }, ["v3"] = new() { Address = "http://v3" } },
        Services =
        {
            ["reviews"] = new()
            {
                Hosts = { "reviews" },
                Routes = { ["default"] = new() { Weights = { ["v1"] = v1, ["v2"] = v2, ["v3"] = 0 } } },
            },
        },
    });
}

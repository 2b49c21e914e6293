using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Observation;

public sealed class BackendCountersTests
{
    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        var counters = new BackendCounters();

        Parallel.For(0, 100_000, i => counters.Add((ObservedOutcome)(i % 5), TimeSpan.FromMilliseconds(i % 100)));

        var window = counters.Read();
        Assert.Equal((80_000, 20_000, 60_000), (window.Requests, window.Failures, window.Successes));
        Assert.Equal((20_000, 20_000, 20_000), (window.Redirections, window.ClientErrors, window.Cancellations));
    }

    [Fact]
    public void Add_Warm_AllocatesNothing()
    {
        var hub = new RolloutObservationHub();
        hub.Replace([new("a", "b", "v1", "v2"), new("reviews", "default", "v1", "v2")]);

        Assert.Equal(0, Allocations.Of(() => hub.Find("reviews", "default")!.Observations.Add("v2", ObservedOutcome.ClientError, TimeSpan.FromMilliseconds(12))));
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void Percentile_UniformLatencies_IsWithinABucket(double percentile, int expected)
    {
        var counters = new BackendCounters();
        for (var i = 1; i <= 100; i++)
            counters.Add(ObservedOutcome.Success, TimeSpan.FromMilliseconds(i));

        Assert.InRange(counters.Read().Percentile(percentile)!.Value.TotalMilliseconds, expected, expected * 1.07);
    }

    [Fact]
    public void Window_CommittedWhileRequestsComplete_CountsEachRequestOnce()
    {
        var observations = new RolloutObservations("reviews", "default", "v1", "v2");
        observations.Add("v2", ObservedOutcome.Success, TimeSpan.Zero);
        var first = observations.Peek(Given.Start);
        observations.Add("v2", ObservedOutcome.Failure, TimeSpan.Zero);

        observations.Commit(first);
        var second = observations.Peek(Given.Start.AddMinutes(1));

        Assert.Equal((1, 1, 1), (first.Canary.Requests, second.Canary.Requests, second.Canary.Failures));
        Assert.Equal(first.To, second.From);
    }
}

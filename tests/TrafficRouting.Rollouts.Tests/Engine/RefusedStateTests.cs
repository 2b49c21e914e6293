namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>R17: a stored state that cannot be is refused as a whole; the rollout says so and goes on once it is repaired.</summary>
public sealed class RefusedStateTests
{
    [Fact]
    public async Task Stored_StateThatCannotBe_IsRefusedWithWhatIsWrong()
    {
        var store = new FlakyStore();
        using (var first = await new RolloutHarness(store: store).StartAsync())
        {
            first.Answer("v1", 5);
            first.Answer("v2", 3);
            first.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var sound = (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!;
        store.Answer = sound with { Step = 9 };

        using var process = await new RolloutHarness(null, store, new(Given.Start)).StartAsync();
        process.Good();
        Assert.Equal("v1=100 v2=0", process.Weights);
        Assert.Contains("at step 9, counted from 0, of 4", process.Status.Problem, StringComparison.Ordinal);

        store.Answer = null;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(process.Status.Problem);
    }
}

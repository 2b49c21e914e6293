using TrafficRouting.Http;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutStickyTests
{
    [Fact]
    public async Task Sticky_WeightRises_WhoWasInTheCanaryStaysInIt()
    {
        using var process = new RolloutHarness(o => (o.StepWeight, o.MaxWeight) = (15, 90));
        process.Update(RolloutHarness.Routes(o => o.Services["reviews"].Routes["default"].Sticky = new() { Header = "x-user" }));
        await process.StartAsync();
        var before = CanaryUsers(process);
        while (process.Phase == RolloutPhase.Analyzing)
        {
            process.Good();
            var after = CanaryUsers(process);
            Assert.Superset(before, after);
            Assert.True(after.Count > before.Count);
            before = after;
        }

        Assert.Equal(300, before.Count);
    }

    [Fact]
    public async Task Sticky_HeaderRouteOfAShare_GivesACallerTheSameBackendAlways()
    {
        using var process = new RolloutHarness(o =>
        {
            var beta = new MatchOptions();
            beta.Headers["x-user"] = new() { Prefix = "user-" };
            o.Steps.Add(new() { SetWeight = 10 });
            o.Steps.Add(new() { Pause = new() });
            o.Steps.Add(new() { SetHeaderRoute = new() { Match = beta, Weight = 50 } });
            o.Steps.Add(new() { Pause = new() });
            o.Steps.Add(new() { SetHeaderRoute = new(), SetWeight = 60 });
            o.Steps.Add(new() { Pause = new() });
        });
        process.Update(RolloutHarness.Routes(o => o.Services["reviews"].Routes["default"].Sticky = new() { Header = "x-user" }));
        await process.StartAsync();
        var before = CanaryUsers(process);

        await process.SendAsync(RolloutCommand.Promote);
        var half = CanaryUsers(process);
        Assert.InRange(half.Count, 100, 200);
        Assert.Equal(half, CanaryUsers(process));
        Assert.Superset(before, half);

        await process.SendAsync(RolloutCommand.Promote);
        Assert.Superset(half, CanaryUsers(process));
    }

    private static HashSet<int> CanaryUsers(RolloutHarness process) => [.. Enumerable.Range(0, 300).Where(user =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        request.Headers.Add("x-user", $"user-{user}");
        return process.Router.Decide(new HttpRequestView(request))!.Backend!.Name == "v2";
    })];
}

using TrafficRouting.Rollouts.Tests.Engine;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>Commands of somebody who has the fleet's store alone.</summary>
public sealed class StoredRolloutTests : IDisposable
{
    private readonly FakeClock _time = new(Given.Start);
    private readonly MemoryRolloutStore _store;
    private readonly RolloutHarness _a;
    private readonly RolloutHarness _b;

    public StoredRolloutTests()
    {
        _store = new(_time);
        _a = new(Steps, _store, _time);
        _b = new(Steps, _store, _time);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    [Theory]
    [InlineData(RolloutCommand.Promote, RolloutPhase.Analyzing, "v1=95 v2=5", "promoted by command of ops@desk")]
    [InlineData(RolloutCommand.PromoteFull, RolloutPhase.Completed, "v1=0 v2=100", "promoted in full by command of ops@desk")]
    [InlineData(RolloutCommand.Pause, RolloutPhase.Paused, "v1=95 v2=5", "paused by command of ops@desk")]
    [InlineData(RolloutCommand.Resume, RolloutPhase.Analyzing, "v1=95 v2=5", "resumed by command of ops@desk")]
    [InlineData(RolloutCommand.Abort, RolloutPhase.Aborted, "v1=100 v2=0", "aborted by command of ops@desk")]
    public async Task Command_ThroughTheStore_IsInForceOnAllReplicasAtOnce(RolloutCommand command, RolloutPhase phase, string weights, string message)
    {
        await StartAsync();

        await SendAsync(command);
        _time.Advance(TimeSpan.Zero);

        Assert.All([_a, _b], replica => Assert.Equal((phase, weights, message), (replica.Phase, replica.Weights, replica.Status.State!.Message)));
        Assert.Null((await ReadAsync()).Asked);
        Assert.All([_a, _b], replica => Assert.Contains(replica.Transitions, t => t.To == phase || t.Message == message));
    }

    [Fact]
    public async Task Retry_ThroughTheStore_BeginsAnew()
    {
        await StartAsync();
        await _a.SendAsync(RolloutCommand.Abort);
        _time.Advance(TimeSpan.Zero);

        await SendAsync(RolloutCommand.Retry);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.All([_a, _b], replica => Assert.Equal((RolloutPhase.Paused, "v1=95 v2=5", 2), (replica.Phase, replica.Weights, replica.Status.State!.Attempt)));
    }

    [Fact]
    public async Task ResumeOfAPauseByCommand_GoesOnWhereItStood()
    {
        await StartAsync();
        await SendAsync(RolloutCommand.Promote);
        _time.Advance(TimeSpan.Zero);
        await SendAsync(RolloutCommand.Pause);
        _time.Advance(TimeSpan.Zero);

        await SendAsync(RolloutCommand.Resume);
        _time.Advance(TimeSpan.Zero);

        Assert.All([_a, _b], replica => Assert.Equal((RolloutPhase.Analyzing, 2), (replica.Phase, replica.Status.State!.Step)));
    }

    [Fact]
    public async Task Command_WhileNoReplicaRuns_WaitsForOne()
    {
        await StartAsync();
        _a.Dispose();
        _b.Dispose();

        await SendAsync(RolloutCommand.Promote);
        Assert.Equal(new RolloutRequest(RolloutCommand.Promote, "ops@desk"), (await ReadAsync()).Asked);
        using var next = await new RolloutHarness(Steps, _store, _time).StartAsync();

        Assert.Equal((RolloutPhase.Analyzing, 2), (next.Phase, next.Status.State!.Step));
    }

    [Fact]
    public async Task Command_ThatDoesNotApply_OrOfNoRollout_IsRefusedAndWritesNothing()
    {
        await StartAsync();
        var version = (await ReadAsync()).Version;

        await Assert.ThrowsAsync<RolloutCommandException>(() => SendAsync(RolloutCommand.Retry));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => StoredRollout.SendAsync(_store, "ratings", new(RolloutCommand.Abort, "ops"), Given.Start, TestContext.Current.CancellationToken));

        Assert.Equal(version, (await ReadAsync()).Version);
    }

    [Fact]
    public async Task Promote_WhoseBackendsAreGone_IsRefusedByTheReplica_InWords()
    {
        await StartAsync();
        foreach (var replica in new[] { _a, _b })
            replica.Update(RolloutHarness.Routes(o =>
            {
                o.Services["reviews"].Routes["other"] = o.Services["reviews"].Routes["default"];
                o.Services["reviews"].Routes.Remove("default");
            }));
        Assert.Equal(RolloutPhase.Aborted, (await ReadAsync()).Phase);

        await SendAsync(RolloutCommand.Retry);
        await SendAsync(RolloutCommand.Promote);
        _time.Advance(TimeSpan.FromMinutes(2));

        var state = await ReadAsync();
        Assert.Null(state.Asked);
        Assert.StartsWith("Promote does not apply to rollout 'reviews': ", state.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_TellsTheStepsInWords()
    {
        await StartAsync();

        Assert.Equal(_a.Status.Steps, (await ReadAsync()).Steps);
    }

    private static void Steps(RolloutOptions options)
    {
        options.Steps.Add(new() { SetWeight = 5 });
        options.Steps.Add(new() { Pause = new() });
        options.Steps.Add(new() { Analyze = new() { Count = 3 } });
    }

    private async Task StartAsync()
    {
        await _a.StartAsync();
        await _b.StartAsync();
        _time.Advance(TimeSpan.Zero);
        Assert.All([_a, _b], replica => Assert.Equal((RolloutPhase.Paused, "v1=95 v2=5"), (replica.Phase, replica.Weights)));
    }

    private Task<RolloutState> SendAsync(RolloutCommand command) =>
        StoredRollout.SendAsync(_store, "reviews", new(command, "ops@desk"), _time.GetUtcNow(), TestContext.Current.CancellationToken);

    private async Task<RolloutState> ReadAsync() => (await _store.ReadAsync("reviews", TestContext.Current.CancellationToken))!;
}

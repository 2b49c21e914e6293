using System.Text.Json.Nodes;
using TrafficRouting.Cli;
using TrafficRouting.Cli.Tests;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Tests.Engine;

namespace TrafficRouting.Fleet.Tests.Tool;

/// <summary><c>traffic rollout</c> on a fleet's store, beside a replica that runs the rollout on it.</summary>
public abstract class ToolStoreTests : IAsyncDisposable
{
    private RolloutHarness? _replica;

    /// <summary>Gets what <c>--store</c> names.</summary>
    protected abstract string Address { get; }

    [Fact]
    public async Task List_ShowsEachRollout_OrSaysThatThereIsNone()
    {
        Assert.Equal((0, "There are no rollouts.\n"), Of(await RunAsync("list")));

        await StartAsync();

        Assert.Equal((0, "NAME     ROUTE            STEP  WEIGHT  STATUS\nreviews  reviews/default  2/3   5 %     Paused (by its step)\n"), Of(await RunAsync("list")));
        Assert.Equal("reviews", JsonNode.Parse((await RunAsync("list", "--format", "json")).Output)![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Status_TellsAllThatTheStoreKnows()
    {
        await StartAsync();

        var text = await RunAsync("status", "REVIEWS");
        var json = JsonNode.Parse((await RunAsync("status", "reviews", "--format", "json")).Output)!;

        Assert.Equal(
            (0, """
            Rollout:   reviews
            Route:     reviews/default
            Backends:  v1 -> v2
            Status:    Paused (by its step)
            Why:       set weight 5: done at weight 5
            Weight:    5 %
            Steps:     + set weight 5
                       > pause until resumed
                         analyze

            """.ReplaceLineEndings("\n")),
            (text.Code, text.Output));
        Assert.Equal(["Promote", "PromoteFull", "Pause", "Resume", "Abort"], json["commands"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(_replica!.Status.State!.WrittenBy, json["fleet"]!["writtenBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task Commands_AreDoneByTheReplica_AndRefusedWhereTheyDoNotApply()
    {
        await StartAsync();

        var paused = await RunAsync("pause", "reviews");
        var resumed = await RunAsync("resume", "reviews");
        var promoted = await RunAsync("promote", "reviews");
        var aborted = await RunAsync("abort", "reviews");
        var again = await RunAsync("abort", "reviews");
        var retried = await RunAsync("retry", "reviews");
        await _replica!.UntilAsync(() => _replica.Phase == RolloutPhase.Paused, TimeSpan.FromSeconds(1));
        var full = await RunAsync("promote", "reviews", "--full");
        await _replica.UntilAsync(() => _replica.Phase == RolloutPhase.Completed, TimeSpan.FromMilliseconds(1));

        Assert.All([paused, resumed, promoted, aborted, retried, full], run => Assert.Equal((0, ""), (run.Code, run.Errors)));
        Assert.Contains("Status:    Paused (by command)\nWhy:       paused by command of ", paused.Output, StringComparison.Ordinal);
        Assert.Contains("Why:       resumed by command of ", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("Status:    Analyzing\nWhy:       promoted by command of ", promoted.Output, StringComparison.Ordinal);
        Assert.Contains("Status:    Aborted", aborted.Output, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.StartsWith("traffic: Abort does not apply to rollout 'reviews': it is Aborted (aborted by command of ", again.Errors, StringComparison.Ordinal);
        Assert.Contains("Status:    Completed", full.Output, StringComparison.Ordinal);
        Assert.Equal("v1=0 v2=100", _replica.Weights);
    }

    [Fact]
    public async Task Promote_WithoutAReplica_WaitsInTheStore_AndSaysSo()
    {
        await StartAsync();
        _replica!.Dispose();

        var run = await RunAsync("promote", "reviews", "--wait", "0");

        Assert.Equal((1, "traffic: No replica has done it yet. The next one that reads the store does: Promote stays in the state of 'reviews'.\n"), (run.Code, run.Errors));
        Assert.Contains("Asked:     Promote by ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollout_ThatIsNotThere_IsToldWithThoseThatAre()
    {
        await StartAsync();

        var run = await RunAsync("status", "revews");

        Assert.Equal((1, "", "traffic: There is no rollout 'revews'. There is: reviews.\n"), (run.Code, run.Output, run.Errors));
    }

    [Fact]
    public async Task Watch_ShowsEachChange_AndEndsWithTheRollout()
    {
        await StartAsync();

        await using var output = new SharedWriter();
        var watch = Task.Run(() => TrafficTool.Run(["rollout", "watch", "reviews", "--store", Address, "--timeout", "60"], new(() => Stream.Null, output, TextWriter.Null)));
        await _replica!.UntilAsync(() => output.ToString().Contains("Steps:", StringComparison.Ordinal), TimeSpan.FromMilliseconds(1));
        await RunAsync("abort", "reviews");
        await _replica.UntilAsync(() => watch.IsCompleted, TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, await watch);
        var statuses = output.ToString().Split(output.NewLine).Where(l => l.StartsWith("Status:", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Status:    Paused (by its step)", "Status:    Aborted"], [statuses[0], statuses[^1]]);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _replica?.Dispose();
        await Task.CompletedTask;
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store of a replica.</summary>
    protected abstract IRolloutStore Open();

    private static (int Code, string Output) Of(ToolRun run) => (run.Code, run.Output + run.Errors);

    private async Task StartAsync()
    {
        _replica = new(
            options =>
            {
                options.Steps.Add(new() { SetWeight = 5 });
                options.Steps.Add(new() { Pause = new() });
                options.Steps.Add(new() { Analyze = new() });
            },
            Open());
        await _replica.StartAsync();
        await _replica.UntilAsync(() => _replica.Status.State?.Phase == RolloutPhase.Paused, TimeSpan.FromSeconds(1));
    }

    // The replica's clock stands still unless somebody moves it.
    private async Task<ToolRun> RunAsync(params string[] arguments)
    {
        var run = Task.Run(() => ToolRun.Of(["rollout", .. arguments, "--store", Address]));
        if (_replica is not null)
            await _replica.UntilAsync(() => run.IsCompleted, TimeSpan.FromMilliseconds(1));
        return await run;
    }
}

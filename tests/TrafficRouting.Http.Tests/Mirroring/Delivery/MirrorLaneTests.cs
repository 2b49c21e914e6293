namespace TrafficRouting.Http.Tests.Mirroring.Delivery;

public sealed class MirrorLaneTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
    private static readonly Mirror[] Mirrors = [.. Route().Mirrors];

    private readonly MirrorQueue _queue = new();
    private readonly Dictionary<string, MirrorLane> _lanes = [];
    private MirrorJob? _started;

    [Fact]
    public void WhenIdle_WithNothingReserved_IsThereAtOnce() => Assert.True(_queue.WhenIdleAsync().IsCompletedSuccessfully);

    [Fact]
    public async Task WhenIdle_WithAReservedPlace_WaitsUntilItIsGivenUp()
    {
        Assert.True(TryReserve("a", 1));
        var idle = _queue.WhenIdleAsync();
        Assert.False(idle.IsCompleted);

        _queue.GiveUp(_lanes["a"]);

        await idle.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WhenIdle_WithACopyUnderWay_WaitsUntilItIsDone()
    {
        Assert.True(TryReserve("a", 2));
        Assert.True(TryReserve("a", 2));
        Assert.False(TryReserve("a", 2));
        Assert.True(_queue.TryEnqueue(Job("a"), 1, out var job));
        Assert.NotNull(job);
        var idle = _queue.WhenIdleAsync();

        _queue.GiveUp(_lanes["a"]);
        Assert.False(idle.IsCompleted);
        Assert.Null(_queue.Finish(job.Lane));

        await idle.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WhenIdle_AskedTwice_EndsForBoth()
    {
        Assert.True(TryReserve("a", 1));
        var both = Task.WhenAll(_queue.WhenIdleAsync(), _queue.WhenIdleAsync());

        _queue.GiveUp(_lanes["a"]);

        await both.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TryFinish_WithSeveralLanesWaiting_ServesThemInTurn()
    {
        foreach (var backend in new[] { "a", "a", "a", "b", "c", "c" })
            Enqueue(backend, concurrency: 1);

        var served = new List<string>();
        for (var job = _started; job is not null; job = _queue.Finish(job.Lane))
            served.Add(job.Mirror.Backend.Name);

        Assert.Equal(["a", "a", "b", "c", "a", "c"], served);
    }

    [Fact]
    public void ForgetIdle_LaneOfABackendThatIsGone_NoLongerTakesItsPart()
    {
        Assert.True(TryReserve("a", 4));
        _queue.GiveUp(_lanes["a"]);
        for (var i = 0; i < 3; i++)
            Assert.True(TryReserve("b", 4));
        Assert.False(TryReserve("b", 4));

        _queue.ForgetIdle();

        Assert.True(TryReserve("b", 4));
    }

    [Fact]
    public async Task Close_WithCopiesWaiting_IsDrainedWithTheLast()
    {
        Enqueue("a", concurrency: 1);
        Enqueue("b", concurrency: 1);
        _queue.Close();
        Assert.False(_queue.TryEnqueue(Job("a"), 1, out _));
        var last = _queue.Finish(_started!.Lane);
        Assert.NotNull(last);
        Assert.False(_queue.Drained.IsCompleted);

        Assert.Null(_queue.Finish(last.Lane));

        await _queue.Drained.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TryReserve_InALaneThatWasLetGo_TakesAPlaceInTheOneThatTakesItsPlace()
    {
        var gone = _queue.LaneOf("a");
        _queue.ForgetIdle();

        var lane = _queue.TryReserve(gone, 2);

        Assert.Same(_queue.LaneOf("a"), lane);
        Assert.NotSame(gone, lane);
        Assert.Equal(1, _queue.Length);
        _queue.GiveUp(lane!);
        Assert.True(_queue.WhenIdleAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void TryReserve_InALaneThatWasLetGoOfAFullQueue_IsLeftThePlaceThatGetsFree()
    {
        var gone = _queue.LaneOf("a");
        _queue.ForgetIdle();
        for (var i = 0; i < 4; i++)
            Assert.True(TryReserve("b", 4));
        Assert.Null(_queue.TryReserve(gone, 4));

        _queue.GiveUp(_lanes["b"]);

        Assert.False(TryReserve("b", 4));
        Assert.NotNull(_queue.TryReserve(gone, 4));
    }

    private bool TryReserve(string backend, int capacity)
    {
        if (_queue.TryReserve(_queue.LaneOf(backend), capacity) is not { } lane)
            return false;
        _lanes[backend] = lane;
        return true;
    }

    private void Enqueue(string backend, int concurrency)
    {
        Assert.True(TryReserve(backend, 100));
        Assert.True(_queue.TryEnqueue(Job(backend), concurrency, out var starts));
        _started ??= starts;
    }

    private MirrorJob Job(string backend)
    {
        var job = new MirrorJob(null!);
        job.Set(Mirrors.Single(m => m.Backend.Name == backend), _lanes[backend], new(TimeProvider.System));
        return job;
    }

    private static Route Route()
    {
        var options = Routing.To(new("http://127.0.0.1:1"));
        foreach (var name in new[] { "a", "b", "c" })
        {
            options.Backends[name] = new() { Address = "http://127.0.0.1:2" };
            options.Services.Values.Single().Routes.Values.Single().Mirrors[name] = new();
        }

        return RouteTable.Compile(options).Services.Single().Routes.Single();
    }
}

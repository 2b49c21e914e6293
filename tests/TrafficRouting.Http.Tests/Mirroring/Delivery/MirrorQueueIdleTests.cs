using TrafficRouting.Http.Mirroring.Delivery;

namespace TrafficRouting.Http.Tests.Mirroring.Delivery;

public sealed class MirrorQueueIdleTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly MirrorQueue _queue = new();

    [Fact]
    public void WhenIdle_WithNothingReserved_IsThereAtOnce() => Assert.True(_queue.WhenIdleAsync().IsCompletedSuccessfully);

    [Fact]
    public async Task WhenIdle_WithAReservedPlace_WaitsUntilItIsGivenUp()
    {
        Assert.True(_queue.TryReserve(1));
        var idle = _queue.WhenIdleAsync();
        Assert.False(idle.IsCompleted);

        _queue.GiveUp();

        await idle.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WhenIdle_WithACopyUnderWay_WaitsUntilItIsDone()
    {
        Assert.True(_queue.TryReserve(2));
        Assert.True(_queue.TryReserve(2));
        Assert.False(_queue.TryReserve(2));
        Assert.True(_queue.TryEnqueue(default));
        Assert.True(_queue.TryDequeue(out _));
        var idle = _queue.WhenIdleAsync();

        _queue.GiveUp();
        Assert.False(idle.IsCompleted);
        _queue.Finish();

        await idle.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WhenIdle_AskedTwice_EndsForBoth()
    {
        Assert.True(_queue.TryReserve(1));
        var both = Task.WhenAll(_queue.WhenIdleAsync(), _queue.WhenIdleAsync());

        _queue.GiveUp();

        await both.WaitAsync(Generous, TestContext.Current.CancellationToken);
    }
}

namespace TrafficRouting.Http.Tests.Mirroring.Copying;

public class MirrorBodyTests
{
    private readonly TrackingArrayPool _pool = new();

    [Fact]
    public void Release_WhenTheLastReferenceGoes_ReturnsTheArrayOnceAndTheBytes()
    {
        var budget = new BodyBudget(_pool);
        Assert.True(budget.TryReserve(10, 10));
        var body = new MirrorBody(budget, budget.Rent(16), 10);
        Assert.True(body.TryAddReference());

        body.Release();
        Assert.Equal((1, 10L), (_pool.Outstanding, budget.Held));

        body.Release();
        Assert.Equal((0, 0L), (_pool.Outstanding, budget.Held));
        Assert.False(body.TryAddReference());
        Assert.Throws<ObjectDisposedException>(body.Release);
        Assert.False(_pool.WasMisused);
    }

    [Fact]
    public async Task Release_WhileManyThreadsAddAndRelease_ReturnsTheArrayExactlyOnce()
    {
        var budget = new BodyBudget(_pool);
        for (var round = 0; round < 200; round++)
        {
            budget.TryReserve(8, 8);
            var body = new MirrorBody(budget, budget.Rent(8), 8);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (body.TryAddReference())
                    body.Release();
            }, TestContext.Current.CancellationToken)).ToArray();

            body.Release();
            await Task.WhenAll(readers);
        }

        Assert.Equal((200, 0, 0L, false), (_pool.Rented, _pool.Outstanding, budget.Held, _pool.WasMisused));
    }

    [Fact]
    public async Task MirrorContent_AfterTheBodyWasReleased_RefusesToSend()
    {
        var budget = new BodyBudget(_pool);
        budget.TryReserve(4, 4);
        var body = new MirrorBody(budget, budget.Rent(4), 4);
        using var content = new MirrorContent(body);
        Assert.Equal(4, content.Headers.ContentLength);

        body.Release();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        Assert.IsType<ObjectDisposedException>(refused.InnerException);
    }
}

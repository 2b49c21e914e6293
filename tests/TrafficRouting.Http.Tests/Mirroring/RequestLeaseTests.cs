using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class RequestLeaseTests
{
    private readonly TrackingArrayPool _arrays = new();
    private readonly MirrorBudget _budget;
    private readonly CapturedRequestPool _pool;

    public RequestLeaseTests()
    {
        _budget = new(_arrays);
        _pool = new(_budget);
    }

    [Fact]
    public void Dispose_LastOfSeveral_ReturnsTheArrayOnceAndTheRequest()
    {
        var lease = _pool.Rent();
        var request = lease.Request;
        Fill(lease, 10);
        var other = lease.Share();

        lease.Dispose();
        Assert.Equal((1, 16L), (_arrays.Outstanding, _budget.Held));
        other.Dispose();

        Assert.Equal((0, 0L, false), (_arrays.Outstanding, _budget.Held, _arrays.WasMisused));
        Assert.Same(request, _pool.Rent().Request);
    }

    [Fact]
    public void AnyUse_AfterTheLastLeaseEnded_ThrowsAlsoWhileTheRequestServesAnother()
    {
        var ended = _pool.Rent();
        ended.Dispose();
        using var next = _pool.Rent();

        Assert.False(ended.TryShare(out _));
        Assert.Throws<ObjectDisposedException>(() => ended.Request);
        Assert.Throws<ObjectDisposedException>(() => ended.Share());
        Assert.Throws<ObjectDisposedException>(ended.Dispose);
        Assert.NotNull(next.Request);
    }

    [Fact]
    public async Task ShareAndDispose_OnManyThreads_ReturnsTheArrayExactlyOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            var lease = _pool.Rent();
            Fill(lease, 8);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (lease.TryShare(out var own))
                    own.Dispose();
            }, TestContext.Current.CancellationToken)).ToArray();

            lease.Dispose();
            await Task.WhenAll(readers);
        }

        Assert.Equal((200, 0, 0L, false), (_arrays.Rented, _arrays.Outstanding, _budget.Held, _arrays.WasMisused));
    }

    [Fact]
    public async Task MirrorContent_AfterTheRequestWasReleased_FailsToSend()
    {
        var lease = _pool.Rent();
        using var content = new MirrorContent(lease, 4);
        Assert.Equal(4, content.Headers.ContentLength);

        lease.Dispose();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        Assert.IsType<ObjectDisposedException>(failure.InnerException);
    }

    [Fact]
    public void RentShareAndDispose_AllocateNothing() => Assert.Equal(0, Allocations.Of(() =>
    {
        using var lease = _pool.Rent();
        lease.Share().Dispose();
    }));

    private static void Fill(RequestLease lease, int bytes)
    {
        lease.Request.Body.Begin(new(), bytes);
        lease.Request.Body.Write(new byte[bytes]);
    }
}

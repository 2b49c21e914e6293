using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring.Copying;

public sealed class MirrorCaptureTests : IDisposable
{
    private readonly Meter _meter = new("test");
    private readonly SnapshotPool _snapshots = new();
    private readonly MirrorQueue _queue = new();
    private readonly Stack<MirrorJob> _started = new();
    private readonly MirrorCapture _capture;

    public MirrorCaptureTests()
    {
        var budget = new BodyBudget(ArrayPool<byte>.Shared);

        // Workers that never come: what they would begin with is taken by the test.
        var workers = new MirrorWorkers(_queue, _ => Task.CompletedTask, job => _started.Push((MirrorJob)job));
        _capture = new(_snapshots, budget, _queue, workers, new(TimeProvider.System), new(_meter, _queue, budget, NullLogger.Instance));
    }

    [Theory]
    [InlineData(MirrorDispatch.AfterPrimary)]
    [InlineData(MirrorDispatch.Immediately)]
    public void TakeAndDispatch_GetWithEightHeaders_AllocatesNothing(MirrorDispatch dispatch)
    {
        var (request, decision, limits) = Request(new() { Dispatch = dispatch });

        Assert.Equal(0, Allocations.Of(() =>
        {
            if (_capture.Take(request, decision, callerHost: null, limits, RandomSource.Shared) is { } snapshot)
                _capture.Dispatch(snapshot, response: null);
            while (_started.TryPop(out var job))
            {
                _queue.Finish(job.Lane);
                if (job.Snapshot.Release())
                    _snapshots.Return(job.Snapshot);
            }
        }));
    }

    [Fact]
    public void Take_QueueFull_AllocatesNothing()
    {
        // Of two mirrors, the second finds no place.
        var (request, decision, limits) = Request(new() { QueueCapacity = 1 });
        Assert.NotNull(_capture.Take(request, decision, callerHost: null, limits, RandomSource.Shared));

        Assert.Equal(0, Allocations.Of(() => Assert.Null(_capture.Take(request, decision, callerHost: null, limits, RandomSource.Shared))));
        Assert.Equal(1, _queue.Length);
    }

    [Fact]
    public void Take_SnapshotUsedBefore_HoldsNothingOfTheRequestBefore()
    {
        var (request, decision, limits) = Request(new());
        var first = _capture.Take(request, decision, "host", limits, RandomSource.Shared)!;
        Assert.Equal((8, 2, "host"), (first.Headers.Length, first.Jobs.Length, first.CallerHost));

        Assert.False(first.Release());
        Assert.True(first.Release());

        Assert.Equal((0, 0, null, null), (first.Headers.Length, first.Jobs.Length, first.CallerHost, first.Uri));
    }

    [Fact]
    public void Take_Percentage_DrawsEachMirrorByItself()
    {
        // Of 10,000 draws at 50 % each, both or neither fall on half; outside of 4,600 to 5,400 lies less than 1e-14.
        var (request, decision, limits) = Request(new() { QueueCapacity = 1_000_000 }, percentage: 50);
        var random = RandomSource.Create(7);
        var both = 0;
        var alike = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var count = _capture.Take(request, decision, callerHost: null, limits, random)?.Jobs.Length ?? 0;
            both += count == 2 ? 1 : 0;
            alike += count is 0 or 2 ? 1 : 0;
        }

        Assert.InRange(alike, 4_600, 5_400);
        Assert.InRange(both, 2_150, 2_850);
    }

    public void Dispose() => _meter.Dispose();

    private static (HttpRequestMessage Request, RouteDecision Decision, MirroringOptions Limits) Request(MirroringOptions mirroring, double percentage = 100)
    {
        var options = Routing.To(new("http://127.0.0.1:1"), r =>
        {
            r.Mirrors["a"] = new() { Percentage = percentage };
            r.Mirrors["b"] = new() { Percentage = percentage };
        }).With("a", new("http://127.0.0.1:2")).With("b", new("http://127.0.0.1:3"));
        options.Mirroring = mirroring;
        var router = new TrafficRouter(options);
        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a?b=c");
        for (var i = 0; i < 8; i++)
            request.Headers.TryAddWithoutValidation($"x-header-{i}", $"value {i}");
        var view = new HttpRequestView(request);
        return (request, router.Decide(in view)!, router.Table.Options.Mirroring);
    }
}

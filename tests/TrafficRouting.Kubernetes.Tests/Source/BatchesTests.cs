using TrafficRouting.Testing;

namespace TrafficRouting.Kubernetes.Tests.Source;

/// <summary>What changes within 50 ms changes together, and no more than 5 times a second.</summary>
public sealed class BatchesTests
{
    private readonly FakeClock _clock = new();
    private readonly List<double> _runs = [];

    [Fact]
    public void Ask_SeveralTimesWithinTheWindow_RunsOnceAtItsEnd()
    {
        using var batches = Create();
        for (var i = 0; i < 4; i++)
        {
            batches.Ask();
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Empty(_runs);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal([50], _runs);
    }

    [Fact]
    public void Ask_SoonAfterARun_WaitsForTheFifthOfASecond()
    {
        using var batches = Create();
        batches.Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(60));
        batches.Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(1000));
        batches.Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(1000));

        Assert.Equal([50, 250, 1110], _runs);
    }

    [Fact]
    public void Ask_AllTheTime_RunsFiveTimesASecond()
    {
        using var batches = Create();
        for (var i = 0; i < 1000; i++)
        {
            batches.Ask();
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_runs.Count, 45, 50);
    }

    [Fact]
    public void Run_ThatTakesLong_IsFollowedByTheNextAfterFiveTimesAsLong()
    {
        using var batches = Create(takes: TimeSpan.FromMilliseconds(300));
        batches.Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        batches.Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(1199));
        Assert.Equal([50], _runs);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([50, 1550], _runs);
    }

    private Batches Create(TimeSpan takes = default)
    {
        var start = _clock.GetTimestamp();
        return new(
            () =>
            {
                _runs.Add(_clock.GetElapsedTime(start).TotalMilliseconds);
                if (_runs.Count == 1 && takes > TimeSpan.Zero)
                    _clock.Advance(takes);
            },
            _clock);
    }
}

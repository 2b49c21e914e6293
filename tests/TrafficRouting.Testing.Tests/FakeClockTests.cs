namespace TrafficRouting.Testing.Tests;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_PastSeveralTimers_FiresEachAtItsOwnTime()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var later = Timer("later", 9);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early at 1", "late at 3"], _fired);
        Assert.Equal(5, Seconds);
    }

    [Fact]
    public void Advance_PastAPeriodicTimer_FiresEachTime()
    {
        using var timer = Timer("tick", 1, period: 2);

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["tick at 1", "tick at 3", "tick at 5"], _fired);
    }

    [Fact]
    public void Advance_AfterATimerWasChangedOrDisposed_FollowsIt()
    {
        using var moved = Timer("moved", 1);
        Timer("gone", 2).Dispose();
        moved.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["moved at 4"], _fired);
    }

    [Fact]
    public void Advance_UntilCancelled_StopsAtTheTimerThatCancels()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        using var later = Timer("later", 6);

        _clock.AdvanceUntil(TimeSpan.FromHours(1), timeout.Token);

        Assert.Equal(5, Seconds);
        Assert.Empty(_fired);
    }

    [Fact]
    public void Advance_Backwards_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void GetElapsedTime_OverAnAdvance_IsExact()
    {
        var start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromTicks(12_345));
        Assert.Equal(TimeSpan.FromTicks(12_345), _clock.GetElapsedTime(start));
    }

    private double Seconds => (_clock.GetUtcNow() - new FakeClock().GetUtcNow()).TotalSeconds;

    private ITimer Timer(string name, int due, int period = 0) => _clock.CreateTimer(
        _ => _fired.Add($"{name} at {Seconds}"), null, TimeSpan.FromSeconds(due), period == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
}

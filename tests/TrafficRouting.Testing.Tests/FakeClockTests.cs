namespace TrafficRouting.Testing.Tests;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _fired = [];

    private static TimeSpan Patience => TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    public async Task Run_CodeThatWaits_MovesTheClockAndFiresWhatFallsDueOnTheWay()
    {
        using var early = Timer("early", 1);
        using var late = Timer("late", 9);

        var result = await _clock.RunAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3), _clock, Token);
            await Task.Yield();
            await Task.Delay(TimeSpan.FromSeconds(2), _clock, Token);
            return "done";
        }).WaitAsync(Patience, Token);

        Assert.Equal("done", result);
        Assert.Equal(["early at 1"], _fired);
        Assert.Equal(5, Seconds);
    }

    [Fact]
    public async Task Run_TwoWaitsSideBySide_TakeNoLongerThanTheLonger()
    {
        await _clock.RunAsync(() => Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Delay(TimeSpan.FromSeconds(i), _clock, Token)))).WaitAsync(Patience, Token);

        Assert.Equal(50, Seconds);
    }

    [Fact]
    public async Task Run_TimeoutBeforeTheEndOfTheWait_StopsAtTheTimeout()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        using var later = Timer("later", 6);

        await Assert.ThrowsAsync<TaskCanceledException>(() => _clock.RunAsync(() => Task.Delay(TimeSpan.FromHours(1), _clock, timeout.Token)).WaitAsync(Patience, Token));

        Assert.Equal(5, Seconds);
        Assert.Empty(_fired);
    }

    [Fact]
    public async Task Run_CodeThatWaitsForTheTest_DoesNotMoveTheClock()
    {
        var signal = new TaskCompletionSource();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);

        var running = _clock.RunAsync(async () =>
        {
            await signal.Task.WaitAsync(timeout.Token);
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, Token);
        });
        Assert.Equal(0, Seconds);
        signal.SetResult();
        await running.WaitAsync(Patience, Token);

        Assert.Equal(1, Seconds);
    }

    [Fact]
    public async Task Delay_OutsideOfRun_WaitsForAdvance()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(2), _clock, Token);
        await _clock.RunAsync(() => Task.Delay(TimeSpan.FromSeconds(1), _clock, Token)).WaitAsync(Patience, Token);
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(Patience, Token);
        Assert.Equal(2, Seconds);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void AdjustTime_ForwardOrBack_MovesTheWallClockOnly(int seconds)
    {
        using var timer = Timer("tick", 5);
        var start = _clock.GetTimestamp();

        _clock.AdjustTime(_clock.GetUtcNow().AddSeconds(seconds));
        Assert.Equal((seconds, TimeSpan.Zero), (Seconds, _clock.GetElapsedTime(start)));
        Assert.Empty(_fired);
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([$"tick at {seconds + 5}"], _fired);
        Assert.Equal((seconds + 6, TimeSpan.FromSeconds(6)), (Seconds, _clock.GetElapsedTime(start)));
    }

    [Fact]
    public void Constructor_StartWithAnOffset_IsTheSameMomentInUtc()
    {
        var clock = new FakeClock(new(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)));
        var start = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        Assert.Equal(TimeSpan.FromSeconds(1), clock.GetElapsedTime(start));
    }

    [Fact]
    public void TimerCount_CountsTheTimersThatWait()
    {
        using var once = Timer("once", 1);
        using var again = Timer("again", 1, period: 1);
        Timer("gone", 1).Dispose();
        Assert.Equal(2, _clock.TimerCount);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(1, _clock.TimerCount);
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

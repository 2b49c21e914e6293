using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Testing.Tests;

public sealed class FakeDelayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delay_OnTheFakeClock_TakesNoTime()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(4)).Respond(200));
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync();

        Assert.Equal(TimeSpan.FromSeconds(4), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task Delay_BeyondTheRoutesTimeout_EndsAtTheTimeout()
    {
        await using var app = new RoutedApp(f => f.Backend("reviews-v1").Delay(TimeSpan.FromHours(1)).Respond(200));
        app.Fake.NextPicks("reviews-v1");
        var before = app.Fake.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<TaskCanceledException>(
            () => app.Client().GetAsync(new Uri("/reviews/1", UriKind.Relative), Token));

        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Equal(TimeSpan.FromSeconds(5), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task Delay_OnAFakeClockOfTheTestsOwn_MovesIt()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var app = new RoutedApp(
            f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(4)).Respond(200),
            s => s.AddSingleton<TimeProvider>(new FakeClock(start)));

        using var response = await app.SendAsJasonAsync();

        Assert.Same(app.Services.GetRequiredService<TimeProvider>(), app.Fake.Clock);
        Assert.Equal(start.AddSeconds(4), app.Fake.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Delay_OnAClockOfTheTestsOwn_WaitsForIt()
    {
        var clock = new FakeClock();
        await using var app = new RoutedApp(
            f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(4)).Respond(200),
            s => s.AddSingleton<TimeProvider>(new OtherClock(clock)));

        var sending = app.SendAsJasonAsync();
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(4));
        using var response = await sending.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class OtherClock(TimeProvider inner) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}

using System.Runtime.CompilerServices;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirrorReloadTests : IDisposable
{
    private const int Alive = 2;
    private const int Dead = 3;

    private readonly AskedClock _clock = new();
    private readonly TrafficMirror _mirror;
    private readonly TrafficRouter _router = new(MirroredTo(Alive));

    // Copies are sent by whoever dispatches them.
    public MirrorReloadTests() => _mirror = new(
        new MirrorTransport(new StubHandler(request => request.RequestUri!.Port == Dead ? throw new HttpRequestException() : new())),
        timeProvider: _clock,
        schedule: static worker => worker.Execute());

    [Fact]
    public void Capture_CopyOfTheTableBeforeSentInBetween_SeesTheBreakerThatTheNewAddressOpened()
    {
        var before = Capture();
        _router.Update(MirroredTo(Dead));
        var after = Capture();
        End(before);
        End(after);

        Assert.True(Capture().IsEmpty);
    }

    [Fact]
    public void Capture_AfterAReload_LeavesTheMirrorsOfTheTableBeforeToTheCollector()
    {
        var before = CaptureAndDispatch();
        _router.Update(MirroredTo(Alive));
        CaptureAndDispatch();

        GC.Collect();

        Assert.False(before.TryGetTarget(out _));
    }

    [Fact]
    public void Capture_AfterManyReloadsWithOtherBackends_RemembersThoseOfTheTableAlone()
    {
        for (var i = 0; i < 100; i++)
        {
            _router.Update(Routing.To(new("http://127.0.0.1:1"), route => route.Mirrors[$"m{i}"] = new()).With($"m{i}", new($"http://127.0.0.1:{Alive}")));
            End(Capture());
        }

        Assert.Equal(1, _mirror.Channels.Count);
    }

    [Fact]
    public void Capture_BackendForgottenWhileAPlaceIsReserved_GivesAPlaceThatIsCounted()
    {
        _router.Update(MirroredTo(Dead));
        End(Capture());
        _clock.Advance(TimeSpan.FromHours(1));

        // Between the search for the channel and the reservation the breaker asks what time it is.
        _clock.Asked = ApplyWithoutMirrors;
        var late = Capture();

        Assert.Equal((1L, false), (_mirror.Channels.Waiting, late.IsEmpty));
        End(late);
        Assert.Equal(0L, _mirror.Channels.Waiting);
    }

    [Fact]
    public void Capture_BackendGoneWhileAPlaceIsHeld_IsRememberedUntilItIsReleased()
    {
        var late = Capture();
        ApplyWithoutMirrors();
        Assert.Equal((1L, 1), (_mirror.Channels.Waiting, _mirror.Channels.Count));
        End(late);

        ApplyWithoutMirrors();

        Assert.Equal((0L, 0), (_mirror.Channels.Waiting, _mirror.Channels.Count));
    }

    public void Dispose() => _mirror.Dispose();

    private static TrafficRoutingOptions MirroredTo(int port)
    {
        var options = Routing.To(new("http://127.0.0.1:1"), route => route.Mirrors["m"] = new()).With("m", new($"http://127.0.0.1:{port}"));
        options.Mirroring.BreakAfter = 1;
        return options;
    }

    private void ApplyWithoutMirrors() => End(Capture(new(Routing.To(new("http://127.0.0.1:1")))));

    private PendingCopies Capture() => Capture(_router);

    private PendingCopies Capture(TrafficRouter router)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        var view = new HttpRequestView(request);
        return _mirror.Capture(request, router.Decide(in view)!, callerHost: null, router.Table, RandomSource.Shared);
    }

    private static void End(PendingCopies copies)
    {
        using var request = new HttpRequestMessage();
        copies.EndPrimary(request, response: null);
    }

    // A method of its own, so that none of its locals keeps the mirror alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<Mirror> CaptureAndDispatch()
    {
        End(Capture());
        return new(_router.Table.Services[0].Routes[0].Mirrors[0]);
    }

    private sealed class AskedClock : TimeProvider
    {
        private long _now;

        public Action? Asked { get; set; }

        public void Advance(TimeSpan time) => _now += time.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            var asked = Asked;
            Asked = null;
            asked?.Invoke();
            return _now;
        }
    }
}

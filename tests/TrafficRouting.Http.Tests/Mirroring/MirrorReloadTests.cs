using System.Runtime.CompilerServices;
using TrafficRouting.Testing;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirrorReloadTests : IDisposable
{
    private const int Alive = 2;
    private const int Dead = 3;

    // Copies are sent by whoever dispatches them.
    private readonly TrafficMirror _mirror = new(
        new MirrorTransport(new StubHandler(request => request.RequestUri!.Port == Dead ? throw new HttpRequestException() : new())),
        timeProvider: new FakeClock(),
        schedule: static worker => worker.Execute());

    private readonly TrafficRouter _router = new(MirroredTo(Alive));

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

    public void Dispose() => _mirror.Dispose();

    private static TrafficRoutingOptions MirroredTo(int port)
    {
        var options = Routing.To(new("http://127.0.0.1:1"), route => route.Mirrors["m"] = new()).With("m", new($"http://127.0.0.1:{port}"));
        options.Mirroring.BreakAfter = 1;
        return options;
    }

    private PendingCopies Capture()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        var view = new HttpRequestView(request);
        return _mirror.Capture(request, _router.Decide(in view)!, callerHost: null, _router.Table, RandomSource.Shared);
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
}

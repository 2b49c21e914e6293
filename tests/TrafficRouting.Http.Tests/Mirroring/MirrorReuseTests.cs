namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>What one request leaves to the next that is captured in the same object.</summary>
public sealed class MirrorReuseTests : IMirrorObserver, IDisposable
{
    private readonly StubHandler _mirrored = new();
    private readonly TrafficMirror _mirror;
    private readonly TrafficRouter _router;
    private int _compared;
    private Action? _afterWork;

    public MirrorReuseTests()
    {
        _mirror = new(new MirrorTransport(_mirrored), observers: [this], schedule: Work);
        _router = new(Routing.To(new("http://127.0.0.1:1"), route =>
        {
            route.Mirrors["a"] = new() { Methods = { "*" }, Compare = new() };
            route.Mirrors["b"] = new() { Methods = { "POST" } };
        }).With("a", new("http://127.0.0.1:2")).With("b", new("http://127.0.0.1:3")));
    }

    [Fact]
    public void EndPrimary_PrimaryThatFailedAfterOneThatAnswered_IsComparedWithNothing()
    {
        using var answer = new HttpResponseMessage();
        var first = Capture(HttpMethod.Get);
        End(first, answer);
        var second = Capture(HttpMethod.Get);

        End(second);

        Assert.Equal((2, 1), (_mirrored.Uris.Count, _compared));
    }

    [Fact]
    public void EndPrimary_AnotherRequestCapturedMeanwhile_LeavesItsCopiesAlone()
    {
        var first = Capture(HttpMethod.Get);
        PendingCopies? second = null;
        _afterWork = () => second ??= Capture(HttpMethod.Post);

        End(first);

        Assert.Equal([2], _mirrored.Uris.Select(uri => uri.Port));
        End(second!.Value);
        Assert.Equal([2, 2, 3], _mirrored.Uris.Select(uri => uri.Port));
    }

    public void Dispose() => _mirror.Dispose();

    void IMirrorObserver.OnCompared(MirrorComparison comparison) => _compared++;

    private void Work(IThreadPoolWorkItem worker)
    {
        worker.Execute();
        _afterWork?.Invoke();
    }

    private static void End(PendingCopies copies, HttpResponseMessage? response = null)
    {
        using var request = new HttpRequestMessage();
        copies.EndPrimary(request, response);
    }

    private PendingCopies Capture(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "http://reviews/");
        var view = new HttpRequestView(request);
        return _mirror.Capture(request, _router.Decide(in view)!, callerHost: null, _router.Table, RandomSource.Shared);
    }
}

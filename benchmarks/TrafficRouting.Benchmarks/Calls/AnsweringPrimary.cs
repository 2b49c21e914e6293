using System.Net;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>Reads of a URI what SocketsHttpHandler reads, and answers at once or when it is told to, on the caller's thread.</summary>
internal sealed class AnsweringPrimary(Answering answering) : HttpMessageHandler
{
    private readonly Task<HttpResponseMessage> _answer = Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
    private volatile TaskCompletionSource<HttpResponseMessage>? _waiting;

    /// <summary>Answers the request under way, also one that a handler sends on another thread.</summary>
    public void Answer(Task call)
    {
        if (answering == Answering.AtOnce)
            return;
        while (_waiting is null && !call.IsCompleted)
            Thread.SpinWait(1);
        var waiting = _waiting;
        _waiting = null;
        waiting?.SetResult(_answer.Result);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        GC.KeepAlive(uri.IdnHost);
        GC.KeepAlive(uri.PathAndQuery);
        if (answering == Answering.AtOnce)
            return _answer;
        return (_waiting = new()).Task;
    }
}

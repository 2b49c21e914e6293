using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Holds the requests that reach a server until it is opened, and tells of each arrival.</summary>
internal sealed class Gate
{
    private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task Hold(HttpContext context)
    {
        _arrivals.Writer.TryWrite(true);
        var aborted = new TaskCompletionSource();
        await using (context.RequestAborted.Register(() => aborted.TrySetResult()))
            await Task.WhenAny(_open.Task, aborted.Task);
    }

    public async Task Arrived() =>
        await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(MirroringTest.Patience, TestContext.Current.CancellationToken);

    public void Open() => _open.TrySetResult();
}

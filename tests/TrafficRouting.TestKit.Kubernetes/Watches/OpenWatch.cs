using System.Text;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>A watch that is under way: what is done to it from outside, and how it writes.</summary>
internal sealed class OpenWatch(HttpContext context, ApiResource resource)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _aborting = new();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _bookmarks;
    private bool _isOver;

    public ApiResource Resource => resource;

    /// <summary>Gets a value indicating whether each byte goes by itself.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Gets a task that ends when the watch is to end in peace.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Gets a task that ends when a bookmark is asked for.</summary>
    public Task Asked => Volatile.Read(ref _asked).Task;

    public void End() => _ended.TrySetResult();

    /// <summary>Takes note that the request is over: its context is another one's from then on.</summary>
    public void Over()
    {
        lock (_aborting)
            _isOver = true;
    }

    /// <summary>Breaks the connection as a dying server does.</summary>
    public void Reset()
    {
        _ended.TrySetResult();
        lock (_aborting)
        {
            if (!_isOver)
                context.Abort();
        }
    }

    /// <summary>Writes half a line and breaks the connection.</summary>
    public async Task CutAsync()
    {
        try
        {
            await WriteAsync("{\"type\":\"MODIFIED\",\"object\":{\"metad"u8.ToArray());
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It has ended by itself.
        }

        Reset();
    }

    public void AskForBookmark()
    {
        Interlocked.Increment(ref _bookmarks);
        Interlocked.Exchange(ref _asked, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public bool TakeBookmark() => Interlocked.Exchange(ref _bookmarks, 0) > 0;

    public Task WriteEventAsync(string type, ReadOnlyMemory<byte> json)
    {
        var head = Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":");
        return WriteAsync([.. head, .. json.Span, (byte)'}', (byte)'\n']);
    }

    private async Task WriteAsync(byte[] bytes)
    {
        for (var i = 0; IsSlow && i < bytes.Length; i++)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(i, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        if (!IsSlow)
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

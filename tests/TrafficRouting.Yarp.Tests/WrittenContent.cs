using System.Net;

namespace TrafficRouting.Yarp.Tests;

/// <summary>A body that a test writes while it is sent.</summary>
internal sealed class WrittenContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new();
    private readonly TaskCompletionSource _end = new();

    /// <summary>Gets the stream, once the body is being sent.</summary>
    public Task<Stream> Stream => _stream.Task;

    public void End() => _end.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        _stream.SetResult(stream);
        await _end.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Http;

/// <summary>Puts a <see cref="TeeStream"/> between a request and its streamed body for the time of one send.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The stream belongs to the caller.")]
internal sealed class StreamTee
{
    private readonly HttpRequestMessage _request;
    private readonly HttpContent _original;
    private readonly StreamContent _teed;
    private readonly TeeStream _stream;
    private readonly long _start;

    private StreamTee(HttpRequestMessage request, Stream body, BodyBudget budget, MirroringOptions limits)
    {
        _request = request;
        _original = request.Content!;
        _start = body.CanSeek ? body.Position : 0;
        _stream = new TeeStream(body, budget, limits);

        // A real StreamContent, because any other kind is sent duplex over HTTP/2 and outlives its cancellation.
        _teed = new StreamContent(_stream);
        foreach (var (name, values) in _original.Headers.NonValidated)
            _teed.Headers.TryAddWithoutValidation(name, values);
        request.Content = _teed;
    }

    /// <summary>Attaches, or tells why the body cannot be copied.</summary>
    public static MirrorOutcome? TryAttach(HttpRequestMessage request, BodyBudget budget, MirroringOptions limits, out StreamTee? tee)
    {
        tee = null;
        var content = request.Content!;
        if (!limits.BufferStreams || content.GetType() != typeof(StreamContent))
            return MirrorOutcome.Stream;
        if (content.Headers.ContentLength > limits.MaxBodyBytes)
            return MirrorOutcome.TooLarge;
        tee = new StreamTee(request, content.ReadAsStream(), budget, limits);
        return null;
    }

    /// <summary>Detaches and hands over the copy, or tells why there is none.</summary>
    public MirrorOutcome? TryTake(out MirrorBody? body)
    {
        var refusal = _stream.TryTake(out body);
        Restore();
        return refusal;
    }

    // The caller's content does not know that it was sent and would not rewind by itself. A stream that cannot rewind
    // stays behind ours, which refuses a second send as the caller's would.
    private void Restore()
    {
        try
        {
            if (!_stream.CanSeek)
                return;
            _stream.Position = _start;
            if (ReferenceEquals(_request.Content, _teed))
                _request.Content = _original;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Disposed by the caller already, mostly. Whatever a stream of theirs throws here, no send of theirs asked for it.
        }
    }
}

using System.Net;
using System.Runtime.ExceptionServices;

namespace TrafficRouting.Http;

/// <summary>
/// The body of one request, copied while the primary writes it: serialised once, by the caller's own content, with nothing read ahead
/// or twice. The copy is complete when the primary has ended and its body was written to the end, in whichever order. Over HTTP/2 the
/// transport may write after the send has ended and in two serialisations at once, so every write names its own.
/// </summary>
internal sealed class TeedBody
{
    private readonly Lock _lock = new();
    private readonly HttpContent _original;
    private readonly HttpContent _tee;
    private readonly MirrorCapture _capture;
    private readonly RequestLease _lease;
    private CancellationTokenSource? _patience;
    private CancellationTokenRegistration _retired;
    private int _serialisation;
    private int _running;
    private bool _isWhole;
    private bool _hasPrimaryEnded;
    private bool _hasEnded;

    /// <summary>Puts itself between a request and its content.</summary>
    /// <param name="message">The request.</param>
    /// <param name="lease">The captured request, whose body is written here; handed back with <see cref="MirrorCapture.EndBody"/>.</param>
    /// <param name="capture">What is told of the end.</param>
    public TeedBody(HttpRequestMessage message, RequestLease lease, MirrorCapture capture)
    {
        _original = message.Content!;
        _lease = lease;
        _capture = capture;

        // Whether HTTP/2 returns before the body is sent goes by the base class alone, which the tee must share.
        _tee = IsDuplex(_original) ? new DuplexTee(this) : new PlainTee(this);
        ContentHeaders.Copy(_original.Headers, _tee.Headers);
        message.Content = _tee;
    }

    /// <summary>Gets the length of a content, as far as telling it changes nothing about it.</summary>
    public static long? KnownLength(HttpContent content) =>
        content.GetType() == typeof(StreamContent) ? content.Headers.ContentLength : ContentHeaders.StoredLength(content);

    public HttpContent Original => _original;

    /// <summary>Asks the caller's content for its length. Whatever headers it sets while it is asked go with the primary.</summary>
    public long? AskLength()
    {
        var length = _original.Headers.ContentLength;
        lock (_lock)
        {
            if (!_hasPrimaryEnded)
                ContentHeaders.CopyChanges(_lease.Request.ContentHeaders, _original.Headers, _tee.Headers);
        }

        return length;
    }

    /// <summary>Writes the content for the primary and copies what it writes.</summary>
    public async Task SerializeAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // A handler inside buffers the content to send it again; that must be the caller's, which outlives this attempt.
        if (ContentInternals.IsBuffer(stream))
            await _original.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var serialisation = Begin();
        try
        {
            await _original.CopyToAsync(new TeeStream(stream, this, serialisation), context, cancellationToken).ConfigureAwait(false);
            Complete(serialisation);
        }
        catch (HttpRequestException exception) when (ContentInternals.IsWrapped(exception))
        {
            // Whoever called wraps it again, or would not have wrapped it.
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Does the same synchronously.</summary>
    public void Serialize(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var serialisation = Begin();
        try
        {
            _original.CopyTo(new TeeStream(stream, this, serialisation), context, cancellationToken);
            Complete(serialisation);
        }
        catch (HttpRequestException exception) when (ContentInternals.IsWrapped(exception))
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Copies what one serialisation writes, unless another has begun or the copy has been taken.</summary>
    public void Append(int serialisation, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (!_hasEnded && serialisation == _serialisation)
                _lease.Request.Body.Write(bytes);
        }
    }

    /// <summary>Gives the request its own content back, with what handlers inside have done to its headers. Edits of routing's own are undone before.</summary>
    public void Detach(HttpRequestMessage message)
    {
        try
        {
            if (!ReferenceEquals(message.Content, _tee))
                return;
            ContentHeaders.CopyChanges(_lease.Request.ContentHeaders, _tee.Headers, _original.Headers);
            message.Content = _original;
        }
        catch (ObjectDisposedException)
        {
            // With its content, so there is nothing left to give back.
        }
    }

    /// <summary>Takes the copy, at once or when the body is written.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="patience">How long the rest of the body may take.</param>
    /// <param name="retired">Tells that nobody waits any longer: the process stops, or another table is in force.</param>
    public void EndPrimary(TimeProvider time, TimeSpan patience, CancellationToken retired)
    {
        lock (_lock)
            _hasPrimaryEnded = true;
        if (EndIfDone())
            return;

        var timer = new CancellationTokenSource(patience, time);
        timer.Token.UnsafeRegister(static body => ((TeedBody)body!).End(MirrorOutcome.CopyFailed), this);
        var registration = retired.UnsafeRegister(static body => ((TeedBody)body!).End(MirrorOutcome.Dropped), this);
        lock (_lock)
        {
            if (!_hasEnded)
            {
                (_patience, _retired) = (timer, registration);
                return;
            }
        }

        registration.Unregister();
        timer.Dispose();
    }

    // What System.Net.Http itself makes is not duplex, nor what derives from one of its roots; all else is.
    private static bool IsDuplex(HttpContent content) =>
        content is not (ByteArrayContent or StreamContent or MultipartContent or ReadOnlyMemoryContent)
        && content.GetType().Assembly != typeof(HttpContent).Assembly;

    private int Begin()
    {
        lock (_lock)
        {
            _running++;
            _isWhole = false;
            if (!_hasEnded)
                _lease.Request.Body.Begin(_lease.Request.Limits, ContentHeaders.StoredLength(_tee));
            return ++_serialisation;
        }
    }

    private void Complete(int serialisation)
    {
        lock (_lock)
        {
            // A content that announced more than it wrote has failed the primary.
            if (!_hasEnded && serialisation == _serialisation)
                _isWhole = ContentHeaders.StoredLength(_tee) is not { } length || length == _lease.Request.Body.Length;
        }
    }

    private void Leave()
    {
        lock (_lock)
            _running--;
        EndIfDone();
    }

    private bool EndIfDone()
    {
        MirrorOutcome? outcome;
        lock (_lock)
        {
            if (_hasEnded || !_hasPrimaryEnded)
                return _hasEnded;
            outcome = _lease.Request.Body.Refusal ?? (_isWhole ? null : MirrorOutcome.CopyFailed);
            if (outcome == MirrorOutcome.CopyFailed && _running > 0)
                return false;

            // With what decided it, or a serialisation that begins in between would take the bytes away.
            _hasEnded = true;
        }

        Finish(outcome);
        return true;
    }

    private void End(MirrorOutcome outcome)
    {
        lock (_lock)
        {
            if (_hasEnded)
                return;
            _hasEnded = true;
        }

        Finish(outcome);
    }

    private void Finish(MirrorOutcome? outcome)
    {
        // Nobody writes to these or to the captured body any more.
        _retired.Unregister();
        _patience?.Dispose();
        _capture.EndBody(_lease, outcome);
    }
}

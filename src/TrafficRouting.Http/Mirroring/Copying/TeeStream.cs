namespace TrafficRouting.Http;

/// <summary>
/// The caller's stream as the primary reads it, with every byte that passes copied up to the cap: nothing is read
/// ahead, nothing twice, and what the stream throws reaches the primary as it is.
/// </summary>
internal sealed class TeeStream(Stream inner, BodyBudget budget, MirroringOptions limits) : Stream
{
    private readonly Lock _lock = new();
    private readonly BodyBuffer _copy = new(budget, limits);
    private bool _complete;
    private bool _taken;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set
        {
            inner.Position = value;
            StartOver();
        }
    }

    /// <summary>Ends copying and hands over what was copied.</summary>
    /// <param name="body">The copy; null when refused.</param>
    /// <returns>Why there is no copy, or null.</returns>
    public MirrorOutcome? TryTake(out MirrorBody? body)
    {
        lock (_lock)
        {
            body = null;
            _taken = true;
            if (_copy.Refusal is { } refusal)
                return refusal;
            if (!_complete)
            {
                _copy.Clear();
                return MirrorOutcome.CopyFailed;
            }

            body = _copy.Detach();
            return null;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Copy(buffer[..read], buffer.Length);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Copy(buffer.Span[..read], buffer.Length);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = inner.Seek(offset, origin);
        StartOver();
        return position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Copy(ReadOnlySpan<byte> bytes, int asked)
    {
        lock (_lock)
        {
            if (_taken || asked == 0)
                return;
            if (bytes.IsEmpty)
                _complete = true;
            else
                _copy.TryAppend(bytes);
        }
    }

    // A redirect or an authentication challenge makes the primary send the body again from its start.
    private void StartOver()
    {
        lock (_lock)
        {
            if (_taken)
                return;
            _copy.Clear();
            _complete = false;
        }
    }
}

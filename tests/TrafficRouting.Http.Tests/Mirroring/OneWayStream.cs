namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A stream of unknown length that is read once, in chunks, and may fail on the way.</summary>
/// <param name="bytes">What it holds.</param>
/// <param name="chunk">The most it gives at once.</param>
/// <param name="failAt">How many bytes it gives before it throws; negative for never.</param>
/// <param name="cancelAt">How many bytes it gives before it cancels its own request.</param>
internal sealed class OneWayStream(byte[] bytes, int chunk, int failAt = -1, (int At, CancellationTokenSource Source)? cancelAt = null) : Stream
{
    public int BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var left = bytes.Length - BytesRead;
        if (failAt >= 0 && failAt <= bytes.Length)
        {
            left = failAt - BytesRead;
            if (left == 0)
                throw new IOException("The caller's stream broke.");
        }

        var give = Math.Min(Math.Min(chunk, buffer.Length), left);
        bytes.AsSpan(BytesRead, give).CopyTo(buffer);
        BytesRead += give;
        return give;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancelAt is { } cancel && BytesRead >= cancel.At)
            cancel.Source.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

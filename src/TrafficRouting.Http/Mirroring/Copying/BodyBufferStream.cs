namespace TrafficRouting.Http;

/// <summary>Lets content serialise itself into a <see cref="BodyBuffer"/>; stops it when the buffer refuses.</summary>
internal sealed class BodyBufferStream(BodyBuffer target) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // The only way to stop a serialiser before it has gone through the whole of a large value.
        if (!target.TryAppend(buffer))
            throw new IOException("The copy of the body does not fit.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

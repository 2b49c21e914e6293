namespace TrafficRouting.Http;

/// <summary>
/// Collects a body in one pooled array, up to a cap and within the process's budget. What does not fit is refused and the array
/// given back at once; writing on never fails. Not safe for concurrent use.
/// </summary>
internal sealed class CapturedBody(MirrorBudget budget) : Stream
{
    private const int FirstSize = 4096;

    private MirroringOptions _limits = new();
    private byte[]? _array;
    private int _length;
    private int _announced;

    /// <summary>Gets why the body is not copied, or null while it fits.</summary>
    public MirrorOutcome? Refusal { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Begins anew.</summary>
    /// <param name="limits">The bounds in force.</param>
    /// <param name="announced">The length that is announced, or null.</param>
    public void Begin(MirroringOptions limits, long? announced)
    {
        Clear();
        _limits = limits;
        _announced = (int)Math.Clamp(announced ?? 0, 0, limits.MaxBodyBytes);
        if (announced > limits.MaxBodyBytes)
            Refuse(MirrorOutcome.TooLarge);
    }

    /// <summary>Gives back what was collected.</summary>
    public void Clear()
    {
        if (_array is { } array)
            budget.Return(array);
        _array = null;
        _length = 0;
        Refusal = null;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Refusal is not null || buffer.IsEmpty)
            return;
        if (buffer.Length > _limits.MaxBodyBytes - _length)
            Refuse(MirrorOutcome.TooLarge);
        else if (!HasRoom(buffer.Length))
            Refuse(MirrorOutcome.Dropped);
        else
            Append(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Append(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(_array.AsSpan(_length));
        _length += buffer.Length;
    }

    // One array, of the announced length or doubled: many small ones cost more than they save.
    private bool HasRoom(int bytes)
    {
        var needed = _length + bytes;
        if (_array?.Length >= needed)
            return true;
        var size = _array is null
            ? Math.Max(needed, _announced > 0 ? _announced : Math.Min(FirstSize, _limits.MaxBodyBytes))
            : (int)Math.Max(needed, Math.Min(_array.Length * 2L, Array.MaxLength));
        if (budget.TryRent(size, _limits.QueueBytes) is not { } larger)
            return false;
        Bytes.CopyTo(larger);
        if (_array is not null)
            budget.Return(_array);
        _array = larger;
        return true;
    }

    private void Refuse(MirrorOutcome why)
    {
        Clear();
        Refusal = why;
    }
}

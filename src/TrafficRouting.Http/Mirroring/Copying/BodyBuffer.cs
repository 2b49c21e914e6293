namespace TrafficRouting.Http;

/// <summary>Collects a body in a pooled array up to a cap, within the process's budget. What does not fit turns it into a refusal.</summary>
internal sealed class BodyBuffer(BodyBudget budget, MirroringOptions limits) : IDisposable
{
    private const int FirstRent = 4096;

    private byte[]? _array;
    private int _length;

    /// <summary>Gets why the body is not copied, or null while it fits.</summary>
    public MirrorOutcome? Refusal { get; private set; }

    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (Refusal is not null)
            return false;
        if (bytes.Length > limits.MaxBodyBytes - _length)
            return Refuse(MirrorOutcome.TooLarge);
        if (!budget.TryReserve(bytes.Length, limits.QueueBytes))
            return Refuse(MirrorOutcome.Dropped);
        EnsureRoom(bytes.Length);
        bytes.CopyTo(_array.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    /// <summary>Hands the bytes over; the buffer is empty afterwards.</summary>
    public MirrorBody Detach()
    {
        var body = new MirrorBody(budget, _array, _length);
        _array = null;
        _length = 0;
        return body;
    }

    /// <summary>Forgets what was collected; collecting may begin anew.</summary>
    public void Clear()
    {
        Detach().Release();
        Refusal = null;
    }

    public void Dispose() => Clear();

    private bool Refuse(MirrorOutcome why)
    {
        Clear();
        Refusal = why;
        return false;
    }

    private void EnsureRoom(int bytes)
    {
        var needed = _length + bytes;
        if (_array?.Length >= needed)
            return;
        var larger = budget.Rent(_array is null ? Math.Max(bytes, Math.Min(FirstRent, limits.MaxBodyBytes)) : Math.Max(needed, _array.Length * 2));
        _array.AsSpan(0, _length).CopyTo(larger);
        if (_array is not null)
            budget.Return(_array);
        _array = larger;
    }
}

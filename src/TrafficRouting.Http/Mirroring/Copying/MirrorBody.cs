namespace TrafficRouting.Http;

/// <summary>
/// A copied body, shared by all mirrors of its request and by the sends that still read it. Its array goes back to
/// the pool exactly once, when the last of them lets go; the object itself is never used again, so that a late reader
/// cannot see another request's bytes.
/// </summary>
internal sealed class MirrorBody(BodyBudget budget, byte[]? array, int length)
{
    private int _references = 1;

    public int Length => length;

    /// <summary>Gets the bytes; to be read only between a successful <see cref="TryAddReference"/> and its <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => array.AsMemory(0, length);

    public bool TryAddReference()
    {
        var seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            var before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        if (left > 0)
            return;
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (array is not null)
            budget.Return(array);
        budget.Release(length);
    }
}

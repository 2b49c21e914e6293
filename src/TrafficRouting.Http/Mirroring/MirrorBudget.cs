using System.Buffers;
using System.Numerics;

namespace TrafficRouting.Http;

/// <summary>Counts the bytes that captured requests hold, against <see cref="MirroringOptions.QueueBytes"/>, and rents the arrays of their bodies. Safe for concurrent use.</summary>
internal sealed class MirrorBudget(ArrayPool<byte> pool)
{
    private long _held;

    public long Held => Volatile.Read(ref _held);

    public bool TryReserve(long bytes, long limit)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
            return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _held, -bytes);

    /// <summary>Rents an array, whose whole length counts until it is returned, or null when there is no room for it.</summary>
    public byte[]? TryRent(int bytes, long limit)
    {
        // The sizes that a pool rents out, so that what is reserved is what is held.
        var size = bytes <= 1 << 30 ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, bytes)) : bytes;
        if (!TryReserve(size, limit))
            return null;
        try
        {
            var array = pool.Rent(size);
            Interlocked.Add(ref _held, array.Length - size);
            return array;
        }
        catch (OutOfMemoryException)
        {
            // The primary is writing these bytes, and has the memory that it needs.
            Release(size);
            return null;
        }
    }

    public void Return(byte[] array)
    {
        pool.Return(array);
        Release(array.Length);
    }
}

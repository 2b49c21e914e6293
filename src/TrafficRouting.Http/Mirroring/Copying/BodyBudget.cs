using System.Buffers;

namespace TrafficRouting.Http;

/// <summary>Counts the bytes of bodies held for mirrors, and lends their arrays. Safe for concurrent use.</summary>
internal sealed class BodyBudget(ArrayPool<byte> pool)
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

    public byte[] Rent(int bytes) => pool.Rent(bytes);

    public void Return(byte[] array) => pool.Return(array);
}

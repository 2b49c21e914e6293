using System.Buffers;
using System.Collections.Concurrent;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A pool that knows what it lent, and fails on an array that comes back twice or from elsewhere.</summary>
internal sealed class TrackingArrayPool : ArrayPool<byte>
{
    private readonly ConcurrentDictionary<byte[], bool> _lent = new(ReferenceEqualityComparer.Instance);
    private int _rented;

    public int Rented => _rented;

    public int Outstanding => _lent.Count;

    public long OutstandingBytes => _lent.Keys.Sum(array => (long)array.Length);

    public bool WasMisused { get; private set; }

    /// <summary>Gets or sets a value indicating whether there is no memory left.</summary>
    public bool IsExhausted { get; set; }

    public override byte[] Rent(int minimumLength)
    {
        if (IsExhausted)
            throw new InsufficientMemoryException();
        var array = new byte[minimumLength];
        Interlocked.Increment(ref _rented);
        _lent[array] = true;
        return array;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        if (!_lent.TryRemove(array, out _))
            WasMisused = true;

        // A late reader shows itself.
        array.AsSpan().Fill(0xDD);
    }
}

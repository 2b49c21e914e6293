using System.Numerics;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Fixed logarithmic buckets in microseconds: sixteen to the octave, so that a bucket is at most 6.25 % wide;
/// exact below 16 µs, the last takes all from 2^30 µs (about 18 minutes). The layout is that of HdrHistogram.
/// </summary>
internal static class LatencyBuckets
{
    public const int Count = (MaxBits - SubBits + 1) << SubBits;

    private const int SubBits = 4;
    private const int MaxBits = 30;

    public static int IndexOf(TimeSpan latency)
    {
        var micros = (ulong)Math.Clamp(latency.Ticks / TimeSpan.TicksPerMicrosecond, 0, (1L << MaxBits) - 1);
        if (micros < 1 << SubBits)
            return (int)micros;
        var shift = BitOperations.Log2(micros) - SubBits;
        return (shift << SubBits) + (int)(micros >> shift);
    }

    /// <summary>Returns the exclusive upper end of a bucket.</summary>
    public static TimeSpan UpperEnd(int index)
    {
        if (index < 1 << SubBits)
            return TimeSpan.FromMicroseconds(index + 1);
        var shift = (index >> SubBits) - 1;
        return TimeSpan.FromMicroseconds((long)(index - (shift << SubBits) + 1) << shift);
    }
}

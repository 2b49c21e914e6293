using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// wyhash final version 4.3 by Wang Yi (public domain, github.com/wangyi-fudan/wyhash), with its default secret.
/// Text is hashed as its UTF-16 code units in little-endian order, on every platform.
/// </summary>
internal static class StickyHash
{
    private const ulong Secret0 = 0x2d358dccaa6c78a5;
    private const ulong Secret1 = 0x8bb84b93962eacc9;
    private const ulong Secret2 = 0x4b33a62ed433d4a3;
    private const ulong Secret3 = 0x4d5a2da51de1aa47;

    public static ulong Compute(ReadOnlySpan<char> text, ulong seed) =>
        BitConverter.IsLittleEndian ? Compute(MemoryMarshal.AsBytes(text), seed) : ComputeSwapped(text, seed);

    public static ulong Compute(ReadOnlySpan<byte> data, ulong seed)
    {
        ref var p = ref MemoryMarshal.GetReference(data);
        var length = data.Length;
        seed ^= WideMultiply.Fold(seed ^ Secret0, Secret1);
        ulong a, b;
        if (length <= 16)
        {
            (a, b) = ReadShort(ref p, length);
        }
        else
        {
            var left = length;
            if (left >= 48)
            {
                var see1 = seed;
                var see2 = seed;
                do
                {
                    seed = WideMultiply.Fold(Read8(ref p, 0) ^ Secret1, Read8(ref p, 8) ^ seed);
                    see1 = WideMultiply.Fold(Read8(ref p, 16) ^ Secret2, Read8(ref p, 24) ^ see1);
                    see2 = WideMultiply.Fold(Read8(ref p, 32) ^ Secret3, Read8(ref p, 40) ^ see2);
                    p = ref Unsafe.Add(ref p, 48);
                    left -= 48;
                }
                while (left >= 48);
                seed ^= see1 ^ see2;
            }

            for (; left > 16; left -= 16)
            {
                seed = WideMultiply.Fold(Read8(ref p, 0) ^ Secret1, Read8(ref p, 8) ^ seed);
                p = ref Unsafe.Add(ref p, 16);
            }

            // The last 16 bytes, reaching back into those hashed already when fewer are left.
            a = Read8(ref p, left - 16);
            b = Read8(ref p, left - 8);
        }

        a ^= Secret1;
        b ^= seed;
        return WideMultiply.Fold((a * b) ^ Secret0 ^ (ulong)length, WideMultiply.High(a, b) ^ Secret1);
    }

    /// <summary>Mixes two hashes into a third: wyhash64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong first, ulong second)
    {
        first ^= Secret0;
        second ^= Secret1;
        return WideMultiply.Fold((first * second) ^ Secret0, WideMultiply.High(first, second) ^ Secret1);
    }

    internal static ulong ComputeSwapped(ReadOnlySpan<char> text, ulong seed)
    {
        var rented = ArrayPool<ushort>.Shared.Rent(text.Length);
        var swapped = rented.AsSpan(0, text.Length);
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<char, ushort>(text), swapped);
        var hash = Compute(MemoryMarshal.AsBytes(swapped), seed);
        ArrayPool<ushort>.Shared.Return(rented);
        return hash;
    }

    private static (ulong A, ulong B) ReadShort(ref byte p, int length)
    {
        if (length >= 4)
        {
            var step = (length >> 3) << 2;
            return ((Read4(ref p, 0) << 32) | Read4(ref p, step), (Read4(ref p, length - 4) << 32) | Read4(ref p, length - 4 - step));
        }

        return length == 0
            ? (0UL, 0UL)
            : (((ulong)p << 16) | ((ulong)Unsafe.Add(ref p, length >> 1) << 8) | Unsafe.Add(ref p, length - 1), 0UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read8(ref byte p, int offset)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref p, offset));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read4(ref byte p, int offset)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref p, offset));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}

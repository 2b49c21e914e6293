using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TrafficRouting.Tests.Selection;

public sealed class StickyHashTests
{
    /// <summary>The messages of upstream's test_vector.cpp with the hashes wyhash.h 4.3 gives, the seed being the message's position.</summary>
    [Theory]
    [InlineData(0, "", 0x93228a4de0eec5a2)]
    [InlineData(1, "a", 0xc5bac3db178713c4)]
    [InlineData(2, "abc", 0xa97f2f7b1d9b3314)]
    [InlineData(3, "message digest", 0x786d1f1df3801df4)]
    [InlineData(4, "abcdefghijklmnopqrstuvwxyz", 0xdca5a8138ad37c87)]
    [InlineData(5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xb9e734f117cfaf70)]
    [InlineData(6, "12345678901234567890123456789012345678901234567890123456789012345678901234567890", 0x6cc5eab49a92d617)]
    public void Compute_PublishedMessages_GivesThePublishedHashes(ulong seed, string message, ulong expected) =>
        Assert.Equal(expected, StickyHash.Compute(Encoding.ASCII.GetBytes(message), seed));

    /// <summary>Bytes 0, 1, 2, ... at the lengths where the algorithm changes its way, hashed by upstream's wyhash.h 4.3.</summary>
    [Theory]
    [InlineData(0, 0x24fb23c660c73639)]
    [InlineData(1, 0x43fbfb029d0d2424)]
    [InlineData(3, 0x9eeb2fddb2e7bc92)]
    [InlineData(4, 0x084d0751e7fd2bc8)]
    [InlineData(7, 0xca9842646729a669)]
    [InlineData(8, 0x5e4e5b42499b2179)]
    [InlineData(15, 0x7ba0224385c53796)]
    [InlineData(16, 0xca5d57e4e8d1924b)]
    [InlineData(17, 0x74a21c53eaaf80ba)]
    [InlineData(32, 0xbcb18731c989c219)]
    [InlineData(33, 0xc8968853532537d2)]
    [InlineData(47, 0x1d3dccbd52188da6)]
    [InlineData(48, 0x5eba4f925ce9f076)]
    [InlineData(49, 0x825043a1f3bab1eb)]
    [InlineData(64, 0x4f6e0ea98e55ae66)]
    [InlineData(72, 0x5b22774cbf538830)]
    [InlineData(96, 0xe13530b42223192e)]
    [InlineData(97, 0x1864f203b9283c91)]
    [InlineData(145, 0x1de20248d402156a)]
    [InlineData(256, 0x983a3d87cd14ae5f)]
    public void Compute_EveryLengthClass_AgreesWithUpstream(int length, ulong expected)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        Assert.Equal(expected, StickyHash.Compute(data, 0x123456789abcdef0));
    }

    [Fact]
    public void Combine_KnownPair_AgreesWithUpstream() => Assert.Equal(0x52781e39de84ce33UL, StickyHash.Combine(1, 2));

    [Fact]
    public void Compute_Text_HashesItsUtf16LittleEndianBytes() =>
        Assert.Equal(StickyHash.Compute(Encoding.Unicode.GetBytes("Grüße, 世界 🌍"), 5), StickyHash.Compute("Grüße, 世界 🌍", 5));

    [Fact]
    public void ComputeSwapped_TextInForeignByteOrder_GivesTheSameHash()
    {
        const string Text = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
        var foreign = new ushort[Text.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<char, ushort>(Text), foreign);
        Assert.Equal(StickyHash.Compute(Text, 9), StickyHash.ComputeSwapped(MemoryMarshal.Cast<ushort, char>(foreign), 9));
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Matching;

public sealed class IpAddressTextTests
{
    [Property(MaxTest = 1000)]
    public Property TryRead_WhateverIpAddressWrites_IsTheSameAddress() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(seed => Address(new(seed))).ToArbitrary(),
        address =>
        {
            foreach (var text in Spellings(address))
            {
                Assert.True(IpAddressText.TryRead(text, out var bits, out var isV6), text);
                Assert.Equal((Bits(address), address.AddressFamily == AddressFamily.InterNetworkV6), (bits, isV6));
            }
        });

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("1::")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("::2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("::1.2.3.4")]
    [InlineData("::ffff:1.2.3.4")]
    [InlineData("1:2:3:4:5:6:1.2.3.4")]
    [InlineData("FE80::abCD:0001")]
    public void TryRead_AnAddress_IsRead(string text)
    {
        Assert.True(IpAddressText.TryRead(text, out var bits, out _));
        Assert.Equal(Bits(IPAddress.Parse(text)), bits);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.4.")]
    [InlineData("1..3.4")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.+4")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("1.2.3.4:80")]
    [InlineData("1.2.3.4, 5.6.7.8")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("::1.2.3")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1.2.3.4::")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1")]
    [InlineData("[::1]:80")]
    [InlineData("[1.2.3.4]")]
    public void TryRead_NoAddress_IsNot(string text) => Assert.False(IpAddressText.TryRead(text, out _, out _));

    private static IPAddress Address(Random random)
    {
        var bytes = new byte[random.Next(2) == 0 ? 4 : 16];
        random.NextBytes(bytes);
        // Runs of zeros make the gaps.
        for (var i = random.Next(9); i < random.Next(9); i++)
            bytes.AsSpan(Math.Min(2 * i, bytes.Length - 2), 2).Clear();
        return new(bytes);
    }

    private static IEnumerable<string> Spellings(IPAddress address)
    {
        yield return address.ToString();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            yield break;
        yield return $"[{address}]";
        yield return address.ToString().ToUpperInvariant();
        var bytes = address.GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * i))).ToList();
        yield return string.Join(':', groups.Select(g => g.ToString("x4", null)));
        yield return $"{string.Join(':', groups.Take(6).Select(g => g.ToString("x", null)))}:{new IPAddress(bytes.AsSpan(12))}";
    }

    private static UInt128 Bits(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}

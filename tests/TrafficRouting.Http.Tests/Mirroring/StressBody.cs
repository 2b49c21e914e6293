using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Bodies of random kinds and sizes that begin with the checksum of what follows.</summary>
internal static class StressBody
{
    private const int Sum = sizeof(uint);

    public static HttpContent Make(Random random)
    {
        var bytes = new byte[Sum + random.Next(random.Next(20) == 0 ? 100_000 : 3_000)];
        random.NextBytes(bytes.AsSpan(Sum));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Checksum(bytes));
        return random.Next(6) switch
        {
            0 => new ByteArrayContent(bytes),
            1 => new ReadOnlyMemoryContent(bytes),
            2 => new StreamContent(new MemoryStream(bytes)),
            3 => new StreamContent(new OneWayStream(bytes, chunk: random.Next(1, 5_000))),
            _ => new Pieces(bytes, random.Next(1, 2_000), random.Next(2) == 0),
        };
    }

    public static bool IsWhole(byte[] body) => body.Length >= Sum && BinaryPrimitives.ReadUInt32LittleEndian(body) == Checksum(body);

    private static uint Checksum(byte[] body) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(body.AsSpan(Sum))) ^ (uint)body.Length;

    private sealed class Pieces(byte[] bytes, int piece, bool yields) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var at = 0; at < bytes.Length; at += piece)
            {
                if (yields)
                    await Task.Yield();
                await stream.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return !yields;
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>A sticky percentile by a cryptographic hash.</summary>
internal static class Sha256Percentile
{
    /// <summary>Made with care: no allocation, SHA-256 of the key's UTF-8 bytes.</summary>
    public static double OneShot(string user)
    {
        Span<byte> bytes = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(user, bytes)], hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue * 100;
    }
}

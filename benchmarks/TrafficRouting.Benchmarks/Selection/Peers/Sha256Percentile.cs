using System.Security.Cryptography;
using System.Text;

namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>Sticky percentiles as they are made today.</summary>
internal static class Sha256Percentile
{
    /// <summary>Stands for a careful one-shot port: no allocation, SHA-256 of the key's UTF-8 bytes.</summary>
    public static double OneShot(string user)
    {
        Span<byte> bytes = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(user, bytes)], hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue * 100;
    }

    /// <summary>Stands for Microsoft.FeatureManagement's targeting: user and hint joined, encoded, and hashed by a new SHA256 object.</summary>
    public static double FeatureManagement(string user, string hint)
    {
        var context = $"{user}\n{hint}";
        using var algorithm = SHA256.Create();
#pragma warning disable CA1850 // The peer hashes through an instance.
        var hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(context));
#pragma warning restore CA1850
        return BitConverter.ToUInt32(hash, 0) / (double)uint.MaxValue * 100;
    }
}

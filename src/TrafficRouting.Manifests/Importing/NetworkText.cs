using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Manifests;

/// <summary>Texts that stand for an IP address or for a range of them.</summary>
internal static class NetworkText
{
    public static bool IsNetwork(string text)
    {
        var parts = text.Split('/');
        return parts.Length <= 2 && IsAddress(parts[0], out var bits)
            && (parts.Length == 1 || (byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= bits));
    }

    // IPAddress also reads short and octal forms and zones, which routing does not.
    private static bool IsAddress(string text, out int bits)
    {
        var isAddress = IPAddress.TryParse(text, out var address);
        bits = address?.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        return isAddress && (bits == 128 ? !text.Contains('%', StringComparison.Ordinal) : address!.ToString() == text);
    }
}

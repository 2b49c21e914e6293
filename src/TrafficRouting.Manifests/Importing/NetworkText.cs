using System.Globalization;
using System.Net;

namespace TrafficRouting.Manifests.Importing;

/// <summary>Texts that stand for an IP address or for a range of them.</summary>
internal static class NetworkText
{
    public static bool IsNetwork(string text)
    {
        var parts = text.Split('/');
        return parts.Length <= 2 && IPAddress.TryParse(parts[0], out var address)
            && (parts.Length == 1 || (byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= 8 * address.GetAddressBytes().Length));
    }
}

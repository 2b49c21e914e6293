using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Takes an authority apart.</summary>
internal static class HostAndPort
{
    /// <summary>Splits an authority that names its port.</summary>
    public static bool TrySplit(string authority, out string host, out int port)
    {
        (host, port) = (authority, 0);
        var colon = authority.LastIndexOf(':');
        // A colon inside brackets, or one of several without them, belongs to an IPv6 address.
        if (colon <= 0 || colon < authority.IndexOf(']', StringComparison.Ordinal) || (authority[0] != '[' && authority.IndexOf(':', StringComparison.Ordinal) != colon))
            return false;
        if (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            return false;
        host = authority[..colon];
        return true;
    }
}

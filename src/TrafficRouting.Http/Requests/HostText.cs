using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Http;

internal static class HostText
{
    /// <summary>Cuts port, IPv6 brackets, zone and final dot off an authority, or off a bare host.</summary>
    public static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> authority)
    {
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            return close < 0 ? authority : Address(authority[1..close]);
        }

        var colon = authority.IndexOf(':');
        if (colon >= 0)
        {
            if (authority[(colon + 1)..].Contains(':'))
                return Address(authority);
            authority = authority[..colon];
        }

        return authority.EndsWith('.') ? authority[..^1] : authority;
    }

    /// <summary>Gets a URI's host without brackets, zone and final dot.</summary>
    public static ReadOnlySpan<char> Of(Uri uri) =>
        uri.HostNameType == UriHostNameType.IPv6 ? uri.Host.AsSpan(1, uri.Host.Length - 2) : WithoutPort(uri.IdnHost);

    /// <summary>Writes a URI's authority as a Host header carries it: without a default port and without the zone of an IPv6 address.</summary>
    public static string Authority(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort || uri.Port < 0 ? host : $"{host}:{uri.Port}";
    }

    /// <summary>Puts a suffix behind the host of an authority, before its port: <c>a:80</c> becomes <c>a-shadow:80</c>, <c>[::1]:1</c> becomes <c>[::1]-shadow:1</c>.</summary>
    public static string WithSuffix(string authority, string suffix)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        return colon < 0 ? authority + suffix : authority.Insert(colon, suffix);
    }

    // The shortest form, in which URIs have addresses always.
    private static ReadOnlySpan<char> Address(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('%') is >= 0 and var zone)
            text = text[..zone];
        Span<char> shortest = stackalloc char[64];
        return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && address.TryFormat(shortest, out var length) && !text.SequenceEqual(shortest[..length])
                ? shortest[..length].ToString()
                : text;
    }
}

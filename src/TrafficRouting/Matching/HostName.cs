using System.Net;
using System.Net.Sockets;

namespace TrafficRouting;

/// <summary>Gives the hosts of the configuration the form that requests have them in.</summary>
internal static class HostName
{
    /// <summary>Gives a host or pattern in lower case, without final dot and brackets; an IPv6 address in its shortest form.</summary>
    public static string Normalize(string host)
    {
        var name = host is ['[', .. var inner, ']'] ? inner : host;
        if (name.Contains(':', StringComparison.Ordinal))
            return IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ToString() : name;
        return (name is [.. var rooted, '.'] ? rooted : name).ToLowerInvariant();
    }

    /// <summary>Gives the host that a request to <c>http://{host}/</c> has, or null when there can be none.</summary>
    public static string? Called(string host)
    {
        var name = Normalize(host);
        var text = name.Contains(':', StringComparison.Ordinal) ? $"http://[{name}]/" : $"http://{name}/";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? Normalize(uri.IdnHost) : null;
    }
}

namespace TrafficRouting.Http;

internal static class HostText
{
    /// <summary>Cuts port, IPv6 brackets and final dot off an authority; leaves a bare host, IPv6 too, as it is.</summary>
    public static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> authority)
    {
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            return close < 0 ? authority : authority[1..close];
        }

        var colon = authority.IndexOf(':');
        if (colon >= 0 && authority[(colon + 1)..].IndexOf(':') < 0)
            authority = authority[..colon];
        return authority.EndsWith('.') ? authority[..^1] : authority;
    }

    /// <summary>Writes a URI's authority as a Host header carries it: without a default port.</summary>
    public static string Authority(Uri uri)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        return uri.IsDefaultPort || uri.Port < 0 ? host : $"{host}:{uri.Port}";
    }
}

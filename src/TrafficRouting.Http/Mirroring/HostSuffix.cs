namespace TrafficRouting.Http;

internal static class HostSuffix
{
    /// <summary>Puts a suffix behind the host of an authority, before its port: <c>a:80</c> becomes <c>a-shadow:80</c>, <c>[::1]:1</c> becomes <c>[::1]-shadow:1</c>.</summary>
    public static string Append(string authority, string suffix)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        return colon < 0 ? authority + suffix : authority.Insert(colon, suffix);
    }
}

using System.Net;

namespace TrafficRouting.Http;

/// <summary>The version of requests to backends that speak HTTP/2.</summary>
internal static class Http2
{
    /// <summary>Gets what is asked for in place of what the caller asks for, which stays where it is no less.</summary>
    public static (Version Version, HttpVersionPolicy Policy) Of(Version version, HttpVersionPolicy policy) =>
        version.Major >= 2 && policy is not HttpVersionPolicy.RequestVersionOrLower ? (version, policy) : (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
}

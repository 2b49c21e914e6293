namespace TrafficRouting;

/// <summary>Which host of a request decides its service.</summary>
public enum HostSource
{
    /// <summary>The Host header where the request has one, else the host of its URI: what a server is told, and a proxy routes by.</summary>
    Header,

    /// <summary>The host of the URI, whatever Host header the request has.</summary>
    Uri,
}

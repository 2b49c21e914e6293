namespace TrafficRouting;

/// <summary>Where the port of a redirect comes from.</summary>
public enum RedirectPortSource
{
    /// <summary>The authority as the caller wrote it, in the Host header or else the URI; the default port of a scheme that is left is dropped.</summary>
    Authority,

    /// <summary>The port that is called, whatever the Host header says.</summary>
    Request,

    /// <summary>The default port of the scheme.</summary>
    Scheme,
}

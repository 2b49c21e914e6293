namespace TrafficRouting.Http;

/// <summary>The service that a request calls, found by as little of it as tells of those that are not routed that they are not.</summary>
internal readonly struct CalledService
{
    public CalledService(HttpRequestMessage request, PlainUri uri, bool hasHostLine, RouteTable table, HostSource host, ServiceTable? service)
    {
        Request = request;
        Uri = uri;
        HasHostLine = hasHostLine;
        Table = table;
        Host = host;
        Service = service;
    }

    public HttpRequestMessage Request { get; }

    /// <summary>Gets where its host stands in its URI's text, and nothing else of it.</summary>
    public PlainUri Uri { get; }

    public bool HasHostLine { get; }

    public RouteTable Table { get; }

    public HostSource Host { get; }

    /// <summary>Gets the service, or null where the request passes through.</summary>
    public ServiceTable? Service { get; }

    /// <summary>Reads the rest of the request.</summary>
    public HttpRequestView View() => new(Request, Host, Uri.WithTarget(), HasHostLine);
}

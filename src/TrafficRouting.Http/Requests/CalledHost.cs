namespace TrafficRouting.Http;

/// <summary>A host that a client calls, as its URIs begin, and the service that it belongs to by one table: a comparison in place of reading and looking up.</summary>
internal sealed class CalledHost(PlainUri uri, RouteTable table, HostSource source, ServiceTable? service)
{
    private readonly string _origin = uri.Origin;
    private readonly PlainUri _uri = uri.In(uri.Origin);
    private readonly object _table = table.Mark;

    // Its place in the table: a service holds all of its rules, and a client may be idle long after a reload.
    private readonly int _service = service is null ? -1 : Array.IndexOf(table.Tables, service);

    public HostSource Source { get; } = source;

    /// <summary>Gets the service out of the table that this was found in, or null where requests to the host pass through.</summary>
    public ServiceTable? ServiceIn(RouteTable found) => _service < 0 ? null : found.Tables[_service];

    /// <summary>Tells whether this was found in a table.</summary>
    public bool IsBy(RouteTable other) => ReferenceEquals(_table, other.Mark);

    /// <summary>Tells whether a URI's text begins with this host and goes on with a target.</summary>
    public bool IsOf(string text) =>
        text.Length > _origin.Length && text[_origin.Length] == '/' && text.StartsWith(_origin, StringComparison.Ordinal);

    /// <summary>Finds the host, and nothing else, in such a text.</summary>
    public PlainUri UriOf(string text) => _uri.In(text);

    public ReadOnlySpan<char> HostIn(string text) => _uri.In(text).Host;
}

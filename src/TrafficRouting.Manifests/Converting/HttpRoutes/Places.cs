using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Finds the Services that backends are, and makes those that the cluster lacks.</summary>
internal sealed class Places(TrafficRoutingOptions options, HttpRouteTarget target, Unsaid unsaid)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<JsonObject> _documents = [];

    // The Services that the cluster has, and those that are made.
    private readonly HashSet<ServiceName> _taken =
    [
        .. options.Backends.Values.SelectMany(b => b.Endpoints.Values.Select(e => e.Address).Append(b.Address)).Select(a => Uri.TryCreate(a, UriKind.Absolute, out var uri) ? ServiceName.Of(uri.IdnHost, target.Namespace, target.Domain) : null).OfType<ServiceName>(),
        .. options.Services.Values.SelectMany(s => RouteParents.Of(s, target).Services),
    ];

    /// <summary>Gets the documents of Services that are made.</summary>
    public IReadOnlyList<JsonObject> Documents => _documents;

    public Place Of(string name)
    {
        if (!_places.TryGetValue(name, out var place))
            _places[name] = place = Make(name, options.Backends[name]);
        return place;
    }

    private Place Make(string name, BackendOptions backend)
    {
        var path = $"Backends:{name}";
        unsaid.AddKeys(path, BackendOptions.Shape, backend, ["Address", "Endpoints", "AddressFrom", "Selection", "Port", "Http2", "Rewrite", "PreserveHost", "RequestHeaders", "ResponseHeaders", "DirectResponse", "Redirect"]);
        if (backend.AddressFrom is { } other)
            return Of(other) is var place && backend.PreserveHost ? place with { Host = null } : place;
        var addresses = backend.Address is { } address ? [address] : backend.Endpoints.Values.Select(e => e.Address!).ToList();
        var uris = addresses.Select(a => Uri.TryCreate(a, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null).ToList();
        if (uris is not [{ } first, ..] || uris.Exists(u => u is null || u.Port != first.Port || u.Scheme != first.Scheme) || (uris.Count > 1 && uris.Exists(u => u!.HostNameType is UriHostNameType.Dns)))
        {
            var made = Unused(name);
            unsaid.Add(path, backend, $"No Service can stand for it; give the cluster a Service '{made.Name}' with the port 80.");
            return new(made, 80, Host: null);
        }

        Check(path, backend, uris!, addresses);
        var service = first.HostNameType is UriHostNameType.Dns ? ServiceName.Of(first.IdnHost, target.Namespace, target.Domain) : null;
        var isMade = service is null;
        service ??= Unused(name);
        if (isMade)
            _documents.AddRange(ServiceDocuments.Of(service, uris!, backend.Http2));
        else if (backend.Http2)
            unsaid.Add($"{path}:Http2", backend, $"It is for the Service '{service.Name}' to say, in the appProtocol of its port.");
        if (first.Scheme is "https")
            AddTls(path, backend, service, first);
        return new(service, first.Port, HostOf(path, backend, first));
    }

    private ServiceName Unused(string name)
    {
        var label = ServiceName.Label(name);
        var unused = new ServiceName(label, target.Namespace);
        for (var i = 2; !_taken.Add(unused); i++)
            unused = unused with { Name = $"{label}-{Text.Of(i)}" };
        return unused;
    }

    private void Check(string path, BackendOptions backend, List<Uri> uris, List<string> addresses)
    {
        if (uris.Exists(u => u.AbsolutePath != "/"))
            unsaid.Add($"{path}:Address", backend, "A Service has no path of its own; it is left out.");
        if (backend.Endpoints.Values.Select(e => e.Weight).Distinct().Count() > 1)
            unsaid.Add($"{path}:Endpoints", backend, "The endpoints of a Service share alike; their weights are left out.");
        if (backend.Port is PortSource.Request && !addresses[0].EndsWith($":{uris[0].Port}", StringComparison.Ordinal))
            unsaid.Add($"{path}:Port", backend, $"A reference names a port; {uris[0].Port} takes the place of the one that is called.");
    }

    private void AddTls(string path, BackendOptions backend, ServiceName service, Uri uri)
    {
        if (uri.HostNameType is not UriHostNameType.Dns)
            unsaid.Add($"{path}:Address", backend, "A BackendTLSPolicy needs a host name for the certificate; the Service is called with http.");
        else
            _documents.Add(ServiceDocuments.Tls(service, uri.IdnHost));
    }

    // A mesh and a gateway send on what the caller called.
    private string? HostOf(string path, BackendOptions backend, Uri uri)
    {
        if (backend.PreserveHost || backend.Rewrite?.Host is not null)
            return null;
        if (uri.HostNameType is UriHostNameType.Dns && uri.IsDefaultPort)
            return uri.IdnHost;
        unsaid.Add(path, backend, uri.HostNameType is UriHostNameType.Dns
            ? $"It is sent the Host '{uri.Authority}'; an HTTPRoute leaves out the port."
            : $"It is sent the Host '{uri.Authority}'; an HTTPRoute sends the caller's.");
        return uri.HostNameType is UriHostNameType.Dns ? uri.IdnHost : null;
    }
}

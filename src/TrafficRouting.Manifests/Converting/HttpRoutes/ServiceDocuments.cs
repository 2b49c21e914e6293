using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Writes the documents of Services.</summary>
internal static class ServiceDocuments
{
    private const string PortName = "http";

    /// <summary>Writes a Service that stands for addresses outside of the cluster: of one name, or of IP addresses.</summary>
    public static IEnumerable<JsonObject> Of(ServiceName service, IReadOnlyList<Uri> addresses, bool isHttp2)
    {
        var port = new JsonObject { ["name"] = PortName, ["port"] = addresses[0].Port };
        if (isHttp2)
            port["appProtocol"] = "kubernetes.io/h2c";
        var spec = new JsonObject();
        if (addresses[0].HostNameType is UriHostNameType.Dns)
        {
            spec["type"] = "ExternalName";
            spec["externalName"] = addresses[0].IdnHost;
        }

        spec["ports"] = new JsonArray(port);
        yield return new() { ["apiVersion"] = "v1", ["kind"] = "Service", ["metadata"] = Metadata(service), ["spec"] = spec };
        foreach (var family in addresses.Where(a => a.HostNameType is not UriHostNameType.Dns).GroupBy(a => a.HostNameType))
            yield return Slice(service, family.Key, [.. family]);
    }

    /// <summary>Writes that a Service is called with https.</summary>
    public static JsonObject Tls(ServiceName service, string host) => new()
    {
        ["apiVersion"] = "gateway.networking.k8s.io/v1",
        ["kind"] = "BackendTLSPolicy",
        ["metadata"] = Metadata(service),
        ["spec"] = new JsonObject
        {
            ["targetRefs"] = new JsonArray(new JsonObject { ["group"] = "", ["kind"] = "Service", ["name"] = service.Name }),
            ["validation"] = new JsonObject { ["wellKnownCACertificates"] = "System", ["hostname"] = host },
        },
    };

    public static JsonObject Metadata(ServiceName name) => new() { ["name"] = name.Name, ["namespace"] = name.Namespace };

    private static JsonObject Slice(ServiceName service, UriHostNameType family, IReadOnlyList<Uri> addresses)
    {
        var metadata = Metadata(family is UriHostNameType.IPv6 ? service with { Name = $"{service.Name}-v6" } : service);
        metadata["labels"] = new JsonObject { ["kubernetes.io/service-name"] = service.Name };
        return new()
        {
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = metadata,
            ["addressType"] = family is UriHostNameType.IPv6 ? "IPv6" : "IPv4",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = PortName, ["port"] = addresses[0].Port }),
            ["endpoints"] = new JsonArray([.. addresses.Select(a => (JsonNode)new JsonObject { ["addresses"] = new JsonArray(a.IdnHost) })]),
        };
    }
}

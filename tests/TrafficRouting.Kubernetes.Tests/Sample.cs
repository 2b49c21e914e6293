using System.Text.Json.Nodes;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests;

/// <summary>Objects of the namespace <c>shop</c>.</summary>
internal static class Sample
{
    public static JsonObject VirtualService(string name, string to, int weight = 100, string @namespace = "shop") => Parse($$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "{{@namespace}}", "labels": { "team": "{{name}}" } },
          "spec": {
            "hosts": [ "{{name}}.example" ],
            "http": [ { "route": [ { "destination": { "host": "{{to}}.example" }, "weight": {{weight}} } ] } ]
          }
        }
        """);

    /// <summary>An object with a mistake that a cluster's schema lets pass.</summary>
    public static JsonObject Broken(string name, string @namespace = "shop") => Parse($$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "{{@namespace}}" },
          "spec": { "hosts": [ "{{name}}.example" ], "http": [ { "match": [ { "uri": { "regex": "(" } } ], "route": [ { "destination": { "host": "v1.example" } } ] } ] }
        }
        """);

    public static JsonObject HttpRoute(string name, params (string Backend, int Weight)[] backends) => Parse($$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "shop" },
          "spec": {
            "parentRefs": [ { "group": "", "kind": "Service", "name": "{{name}}", "port": 80 } ],
            "rules": [ { "backendRefs": [ {{string.Join(", ", backends.Select(b => $$"""{ "name": "{{b.Backend}}", "port": 80, "weight": {{b.Weight}} }"""))}} ] } ]
          }
        }
        """);

    public static JsonObject Service(string name, string? annotations = null) => Parse($$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "shop", "annotations": { {{annotations}} } },
          "spec": { "clusterIP": "10.0.0.1", "ports": [ { "port": 80, "name": "http" } ] }
        }
        """);

    public static void Apply(this ApiServer server, ApiResource resource, JsonObject content) => server.Objects.Apply(resource, content);

    public static void ApplyVirtualService(this ApiServer server, string name, string to, int weight = 100) => server.Apply(ApiResources.VirtualServices, VirtualService(name, to, weight));

    public static void Delete(this ApiServer server, ApiResource resource, string name, string @namespace = "shop") => server.Objects.Delete(server.Objects.Find(resource, @namespace, name)!);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

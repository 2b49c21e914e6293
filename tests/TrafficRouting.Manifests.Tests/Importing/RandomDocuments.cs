using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests.Tests.Importing;

/// <summary>
/// Documents of all kinds that refer to one another, drawn from so few names that they often do: subsets that are there or not,
/// hosts that several claim, names that clash, grants, gateways, groups and selectors that come and go.
/// </summary>
internal static partial class RandomDocuments
{
    private static readonly string[] Hosts = ["web", "api", "shop.example.com", "*.example.com", "web.other.svc.cluster.local"];
    private static readonly string[] Destinations = ["web", "api", "ext.example.com", "web.other"];
    private static readonly string[] Spaces = ["shop", "other"];

    private static readonly Func<Random, string>[] Kinds =
    [
        VirtualService, VirtualService, VirtualService, EveryHost, Delegate, DestinationRule, ServiceEntry, WorkloadEntry, Service, Service, EndpointSlice, EndpointSlice, Pod,
        HttpRoute, HttpRoute, HttpRoute, Gateway, ReferenceGrant, TrafficSplit, RouteGroup, Apisix, Apisix, Skipped, Broken,
    ];

    public static string Draw(Random random) => Kinds[random.Next(Kinds.Length)](random);

    /// <summary>Draws one with the names of one of several groups, so that most have nothing in common.</summary>
    /// <param name="random">Where it is drawn from.</param>
    /// <param name="groups">How many groups there are.</param>
    public static string Draw(Random random, int groups)
    {
        var group = random.Next(groups);
        var text = NameInGroup().Replace(Draw(random), $"${{name}}{group}");
        // What takes all hosts beneath one has something in common with all.
        text = text.Replace("'*.example", "'any.example", StringComparison.Ordinal).Replace("[*.example", "[any.example", StringComparison.Ordinal);
        return text.Contains("kind: HTTPRoute\n", StringComparison.Ordinal) && !text.Contains("hostnames", StringComparison.Ordinal)
            ? text.Replace("rules:", $"hostnames: [only.example{group}.com]\n  rules:", StringComparison.Ordinal)
            : text;
    }

    [GeneratedRegex(@"(?<name>\bweb|(?<=[ {\[])api(?=[,}\]\n])|\bexample|\bexample6|\bedge|(?<=name: )(one|two|three|four|five|group))\b")]
    private static partial Regex NameInGroup();

    private static string VirtualService(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{{Of(r, "one", "two", "three", "four", "five")}}}}, namespace: {{{{Of(r, Spaces)}}}}{{{{Maybe(r, ", creationTimestamp: '2026-01-01T00:00:00Z'")}}}}}
        spec:
          hosts: [{{{{Of(r, Hosts)}}}}]
          {{{{Maybe(r, "gateways: [shop/edge]")}}}}
          http:
          - match: [{uri: {prefix: /{{{{Of(r, "a", "b")}}}}/}}]
            route: [{destination: {{{{Destination(r)}}}}}]
            {{{{Maybe(r, $"mirror: {Destination(r)}")}}}}
          {{{{Maybe(r, $"- delegate: {{name: {Of(r, "one", "two", "three")}}}")}}}}
          - route:
            - {destination: {{{{Destination(r)}}}}, weight: {{{{r.Next(3)}}}}}
            - {destination: {{{{Destination(r)}}}}, weight: 1{{{{Maybe(r, ", headers: {request: {set: {x: y}}}")}}}}}
        """;

    private static string EveryHost(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{{Of(r, "one", "two", "three", "four", "five")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          hosts: [{{{{Of(r, "'*'", "'*'", "a.gate.test", "'*.gate.test'")}}}}]
          gateways: [shop/edge]
          http:
          - match: [{uri: {prefix: /{{{{Of(r, "a", "b")}}}}/}}]
            delegate: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
          - route: [{destination: {{{{Destination(r)}}}}}]
        """;

    private static string Delegate(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          http:
          - match: [{uri: {prefix: /{{{{Of(r, "a", "b")}}}}/c}}]
            route: [{destination: {{{{Destination(r)}}}}}]
          - match: [{headers: {x: {exact: '1'}}}]
            route: [{destination: {{{{Destination(r)}}}}}]
        """;

    private static string Destination(Random r) =>
        $"{{host: {Of(r, Destinations)}{Maybe(r, $", subset: {Of(r, "v1", "v2")}")}{Maybe(r, $", port: {{number: {Of(r, "80", "8080")}}}")}}}";

    private static string DestinationRule(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          host: {{{{Of(r, [.. Destinations, "'*.svc.cluster.local'"])}}}}
          {{{{Maybe(r, "trafficPolicy: {loadBalancer: {simple: RANDOM}, portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]}")}}}}
          subsets: [{name: v1, labels: {version: v1}}{{{{Maybe(r, ", {name: v2, labels: {version: v2}}")}}}}]
        """;

    private static string ServiceEntry(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          hosts: [{{{{Of(r, [.. Destinations, "shop.example.com"])}}}}]
          resolution: STATIC
          ports: [{number: {{{{Of(r, "80", "8080")}}}}, name: http, protocol: {{{{Of(r, "HTTP", "HTTPS")}}}}}]
          {{{{Of(r, "workloadSelector: {labels: {app: web}}", "workloadSelector: {labels: {app: web, tier: a}}", "endpoints: [{address: 10.0.0.9, labels: {version: v1}}]")}}}}
        """;

    private static string WorkloadEntry(Random r) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: WorkloadEntry
        metadata: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}, labels: {app: web, version: {{{{Of(r, "v1", "v2")}}}}{{{{Maybe(r, ", tier: a")}}}}}}
        spec: {address: 10.0.0.{{{{r.Next(1, 9)}}}}}
        """;

    private static string Service(Random r) => $$$$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{{{Of(r, "web", "api")}}}}, namespace: {{{{Of(r, Spaces)}}}}{{{{Maybe(r, $", annotations: {{api7.cloud/published-service: {Of(r, "web.published", "api.published")}{Maybe(r, ", api7.cloud/published-canary-service: 'true'")}}}")}}}}}
        spec: {ports: [{port: {{{{Of(r, "80", "8080")}}}}, name: http}{{{{Maybe(r, ", {port: 81, name: other}")}}}}]}
        """;

    private static string EndpointSlice(Random r) => $$$$"""
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: {{{{Of(r, "one", "two", "three")}}}}, namespace: {{{{Of(r, Spaces)}}}}, labels: {kubernetes.io/service-name: {{{{Of(r, "web", "api")}}}}, version: {{{{Of(r, "v1", "v2")}}}}}}
        addressType: IPv4
        ports: [{name: http, port: 3000}]
        endpoints: [{addresses: [10.0.1.{{{{r.Next(1, 9)}}}}]{{{{Maybe(r, $", targetRef: {{kind: Pod, name: {Of(r, "one", "two")}}}")}}}}}]
        """;

    private static string Pod(Random r) => $$$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{{{Of(r, "one", "two")}}}}, namespace: {{{{Of(r, Spaces)}}}}, labels: {version: {{{{Of(r, "v1", "v2")}}}}}}
        """;

    private static string HttpRoute(Random r) => $$$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: {{{{Of(r, "one", "two", "three", "four", "five")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          parentRefs: [{{{{Of(r, "{name: edge, namespace: shop}", "{name: edge, namespace: shop, sectionName: http}", "{group: '', kind: Service, name: web, namespace: shop}")}}}}]
          {{{{Maybe(r, $"hostnames: [{Of(r, "gw.example.com", "'*.example.com'")}, b.example.com]")}}}}
          rules:
          - matches: [{path: {value: /{{{{Of(r, "a", "b")}}}}}}]
            backendRefs:
            - {name: {{{{Of(r, "web", "api")}}}}, namespace: {{{{Of(r, Spaces)}}}}, port: {{{{Of(r, "80", "8080")}}}}}
            - {name: web, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: y}]}}]}
          - backendRefs: [{name: {{{{Of(r, "web", "api")}}}}, port: 80}]
        """;

    private static string Gateway(Random r) => $$$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge, namespace: shop}
        spec:
          gatewayClassName: any
          listeners:
          - {name: http, protocol: HTTP, port: {{{{Of(r, "80", "8080")}}}}, allowedRoutes: {namespaces: {from: {{{{Of(r, "All", "Same")}}}}}}}
          - {name: named, protocol: HTTP, port: 80, hostname: '*.example.com'}
        """;

    private static string ReferenceGrant(Random r) => $$$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: ReferenceGrant
        metadata: {name: one, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: {{{{Of(r, Spaces)}}}}}]
          to: [{group: '', kind: Service{{{{Maybe(r, ", name: web")}}}}}]
        """;

    private static string TrafficSplit(Random r) => $$$$"""
        apiVersion: split.smi-spec.io/v1alpha4
        kind: TrafficSplit
        metadata: {name: {{{{Of(r, "one", "two")}}}}, namespace: {{{{Of(r, Spaces)}}}}}
        spec:
          service: {{{{Of(r, "web", "api", "split")}}}}
          backends: [{service: {{{{Of(r, "web", "api")}}}}, weight: {{{{r.Next(2)}}}}}, {service: web-v2, weight: 1}]
          {{{{Maybe(r, "matches: [{kind: HTTPRouteGroup, name: group}]")}}}}
        """;

    private static string RouteGroup(Random r) => $$$$"""
        apiVersion: specs.smi-spec.io/v1alpha4
        kind: HTTPRouteGroup
        metadata: {name: group, namespace: {{{{Of(r, Spaces)}}}}}
        spec: {matches: [{name: m, pathRegex: /{{{{Of(r, "a", "b")}}}}}]}
        """;

    private static string Apisix(Random r) => $$$$"""
        routes:
        - uri: /{{{{Of(r, "a", "b")}}}}/*
          host: {{{{Of(r, "api6.example", "'*.example'")}}}}
          {{{{Maybe(r, "name: named")}}}}
          upstream_id: {{{{Of(r, "1", "2")}}}}
        - uri: /*
          host: {{{{Of(r, "api6.example", "other.example")}}}}
          upstream: {nodes: {'10.0.2.{{{{r.Next(1, 4)}}}}:80': 1}}
        {{{{Maybe(r, $"upstreams: [{{id: {Of(r, "1", "2")}, nodes: {{'10.0.3.{r.Next(1, 4)}:80': 1}}}}]")}}}}
        """;

    private static string Skipped(Random r) => $"apiVersion: apps/v1\nkind: {Of(r, "Deployment", "StatefulSet")}\nmetadata: {{name: web}}\n";

    private static string Broken(Random r) =>
        Of(r, "kind: VirtualService\napiVersion: networking.istio.io/v1\nmetadata: {name: broken}\n", "a: [", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: eighty}]}\n");

    private static string Of(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static string Maybe(Random random, string text) => random.Next(2) == 0 ? text : string.Empty;
}

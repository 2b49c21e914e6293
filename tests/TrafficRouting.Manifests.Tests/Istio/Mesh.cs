namespace TrafficRouting.Manifests.Tests.Istio;

/// <summary>VirtualServices for the host <c>web</c>, written as briefly as the tests want them.</summary>
internal static class Mesh
{
    /// <summary>A VirtualService with the rules of <paramref name="http"/>, a YAML list.</summary>
    public static string Rules(string http) => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web]
          http:
        {{{{Indent(http)}}}}
        """;

    /// <summary>Two rules: what matches goes to <c>hit</c>, everything else to <c>miss</c>.</summary>
    public static string Match(string match) => Rules($$$$"""
        - name: hit
          match: [{{{{match}}}}]
          route: [{destination: {host: hit}}]
        - name: miss
          route: [{destination: {host: miss}}]
        """);

    /// <summary>One rule for every request, with more fields than its destination.</summary>
    public static string Rule(string fields) => Rules($$$$"""
        - route: [{destination: {host: hit}}]
        {{{{Indent(fields)}}}}
        """);

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => $"  {line}"));
}

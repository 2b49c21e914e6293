namespace TrafficRouting.Manifests.Tests.GatewayApi;

/// <summary>HTTPRoutes for the Service <c>web</c> of the namespace <c>shop</c>, written as briefly as the tests want them.</summary>
internal static class Route
{
    /// <summary>A route with the rules of <paramref name="rules"/>, a YAML list.</summary>
    public static string Rules(string rules, string name = "web", string metadata = "", string parents = "{group: '', kind: Service, name: web}", string hostnames = "[]") => $$$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: {{{{name}}}}, namespace: shop{{{{metadata}}}}}
        spec:
          parentRefs: [{{{{parents}}}}]
          hostnames: {{{{hostnames}}}}
          rules:
        {{{{Indent(rules)}}}}
        """;

    /// <summary>One rule for every request, with more fields than its backend.</summary>
    public static string Rule(string fields) => Rules($$$$"""
        - backendRefs: [{name: hit, port: 80}]
        {{{{Indent(fields)}}}}
        """);

    /// <summary>What matches goes to <c>hit</c>, everything else is answered with 404.</summary>
    public static string Match(string match) => Rules($$$$"""
        - matches: [{{{{match}}}}]
          backendRefs: [{name: hit, port: 80}]
        """);

    /// <summary>A rule named like the match it stands for, so that tests see which one won.</summary>
    public static string Named(params (string Name, string Match)[] rules) =>
        Rules(string.Join('\n', rules.Select(r => $"- {{name: {r.Name}, matches: [{r.Match}], backendRefs: [{{name: {r.Name}, port: 80}}]}}")));

    public static string All(params string[] documents) => string.Join("\n---\n", documents);

    /// <summary>The only route that one rule became.</summary>
    public static RouteOptions Of(Imported imported)
    {
        Assert.Empty(imported.Errors);
        return imported.Options.Services["web.shop"].Routes.Values.Single();
    }

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => $"  {line}"));
}

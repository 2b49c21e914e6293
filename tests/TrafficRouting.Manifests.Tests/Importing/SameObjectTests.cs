namespace TrafficRouting.Manifests.Tests.Importing;

public sealed class SameObjectTests
{
    [Theory]
    [InlineData("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop}, spec: {parentRefs: [{group: '', kind: Service, name: web}], rules: [{backendRefs: [{name: %, port: 80}]}]}}")]
    [InlineData("{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: shop}, spec: {hosts: [web], http: [{route: [{destination: {host: %}}]}]}}")]
    [InlineData("{apiVersion: split.smi-spec.io/v1alpha4, kind: TrafficSplit, metadata: {name: web, namespace: shop}, spec: {service: web, backends: [{service: %, weight: 1}]}}")]
    public void Document_ThatIsThereTwice_CountsAsTheLastOneWithAWarning(string document)
    {
        var imported = Imported.From($"{document.Replace("%", "a", StringComparison.Ordinal)}\n---\n{document.Replace("%", "b", StringComparison.Ordinal)}\n");

        Assert.Empty(imported.Errors);
        Assert.Equal("b.shop=1", imported.SharesOf("GET", "http://web.shop/"));
        Assert.Contains("shop/web: is left out: it is there again (text:3:1), and the last one counts. (text:1:1)", Assert.Single(imported.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Service_ThatIsThereTwice_HasThePortsOfTheLastOne()
    {
        var imported = Imported.From("""
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: shop}, spec: {hosts: [web], http: [{route: [{destination: {host: a}}]}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}, spec: {ports: [{port: 8080}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}, spec: {ports: [{port: 9090}]}}
            """);

        Assert.Equal("http://a.shop.svc.cluster.local:9090", imported.Options.Backends["a.shop"].Address);
    }

    [Fact]
    public void Document_OfAnotherNamespaceOrKind_IsAnother()
    {
        var imported = Imported.From("""
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: shop}, spec: {hosts: [web], http: [{route: [{destination: {host: a}}]}]}}
            ---
            {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: team}, spec: {hosts: [web], http: [{route: [{destination: {host: a}}]}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {ports: [{port: 80}]}}
            """);

        Assert.Empty(imported.Warnings);
        Assert.Equal(["web.shop", "web.team"], imported.Options.Services.Keys.Order(StringComparer.Ordinal));
    }
}

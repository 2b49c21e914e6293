using TrafficRouting.Manifests.Tests.Istio;

namespace TrafficRouting.Manifests.Tests.Kubernetes;

public sealed class KubernetesTests
{
    [Theory]
    [InlineData("ports: [{port: 80, name: http}]", "http://hit.shop.svc.cluster.local:80")]
    [InlineData("ports: [{port: 443, name: https}]", "https://hit.shop.svc.cluster.local:443")]
    [InlineData("ports: [{port: 81, appProtocol: https}]", "https://hit.shop.svc.cluster.local:81")]
    [InlineData("ports: [{port: 80, name: a}, {port: 81, name: b}]", "http://hit.shop.svc.cluster.local")]
    [InlineData("type: ExternalName\n  externalName: api.example.com", "http://api.example.com")]
    public void Service_Of_GivesNameAndOnlyPort(string spec, string address) =>
        Assert.Equal(address, Backend($"kind: Service\nmetadata: {{name: hit, namespace: shop}}\nspec:\n  {spec}").Address);

    [Theory]
    [InlineData("{port: 80, appProtocol: kubernetes.io/h2c}", true)]
    [InlineData("{port: 80, name: http2}", true)]
    [InlineData("{port: 80, name: grpc-web}", false)]
    [InlineData("{port: 80, name: grpc-orders}", true)]
    [InlineData("{port: 80, name: grpc, appProtocol: http}", false)]
    [InlineData("{port: 80, name: http-a}", false)]
    public void ServicePort_OfHttp2_IsCalledWithHttp2(string port, bool isHttp2) =>
        Assert.Equal(isHttp2, Backend($"kind: Service\nmetadata: {{name: hit, namespace: shop}}\nspec: {{ports: [{port}]}}").Http2);

    [Fact]
    public void EndpointSlice_Of_GivesReadyEndpointsWithTheServicesTargetPorts()
    {
        var backend = Backend("""
            kind: Service
            metadata: {name: hit, namespace: shop}
            spec: {ports: [{port: 80, name: http, targetPort: web}], clusterIP: 10.1.1.1}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: hit-1, namespace: shop, labels: {kubernetes.io/service-name: hit}}
            addressType: IPv4
            ports: [{name: http, port: 8080, protocol: TCP}]
            endpoints:
            - {addresses: [10.0.0.1], conditions: {ready: true}}
            - {addresses: [10.0.0.2], conditions: {ready: false}}
            - {addresses: [10.0.0.3], zone: a}
            """);

        Assert.Equal(["10.0.0.1-8080", "10.0.0.3-8080"], backend.Endpoints.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Endpoints_Of_GiveReadyAddresses() =>
        Assert.Equal("http://10.0.0.1:8080", Backend("""
            kind: Endpoints
            metadata: {name: hit, namespace: shop}
            subsets:
            - addresses: [{ip: 10.0.0.1, nodeName: n}]
              notReadyAddresses: [{ip: 10.0.0.2}]
              ports: [{port: 8080}]
            """).Address);

    [Fact]
    public void Address_OverriddenForABackendOfSeveralEndpoints_Wins()
    {
        var imported = Imported.From($$$$"""
            {{{{Mesh.Rule(string.Empty)}}}}
            ---
            apiVersion: v1
            kind: Endpoints
            metadata: {name: hit, namespace: shop}
            subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}]}]
            """, overrides: ("Backends:hit.shop:Address", "http://localhost:5001"));

        var decision = imported.Decide("GET", "http://web/");

        Assert.Equal("http://localhost:5001/", Assert.Single(decision!.Backend!.Endpoints).Address.ToString());
    }

    private static BackendOptions Backend(string document)
    {
        var imported = Imported.From($"{Mesh.Rule(string.Empty)}\n---\napiVersion: v1\n{document}");
        Assert.Empty(imported.Errors);
        return imported.Options.Backends["hit.shop"];
    }
}

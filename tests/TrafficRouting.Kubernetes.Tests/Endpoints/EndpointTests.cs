using System.Globalization;
using System.Text.Json.Nodes;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Endpoints;

/// <summary>EndpointSlices and Pods as a cluster has them.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Apply(ApiResources.Services, Sample.Service("web"));
        _server.Apply(ApiResources.HttpRoutes, Sample.HttpRoute("web", ("web", 1)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Slices_OfOneService_AreTakenTogetherAsFarAsTheyAreReady()
    {
        Apply("v4", "IPv4", 8080, ("10.1.0.1", """{ "ready": true }"""), ("10.1.0.2", """{ "ready": false }"""), ("10.1.0.3", "{}"));
        Apply("v6", "IPv6", 8081, ("fd00::1", """{ "ready": true }"""), ("fd00::2", """{ "ready": false, "serving": true, "terminating": true }"""));
        await using var app = Start();

        Assert.Equal(["http://10.1.0.1:8080", "http://10.1.0.3:8080", "http://[fd00::1]:8081"], Addresses(app));
    }

    [Fact]
    public async Task Endpoints_ThatAllEnd_TakeRequestsAsLongAsTheyServe()
    {
        Apply("v4", "IPv4", 8080, ("10.1.0.1", """{ "ready": false, "serving": true, "terminating": true }"""), ("10.1.0.2", """{ "ready": false, "serving": true, "terminating": true }"""), ("10.1.0.3", """{ "ready": false }"""));
        await using var app = Start();
        Assert.Equal(["http://10.1.0.1:8080", "http://10.1.0.2:8080"], Addresses(app));

        Apply("v4", "IPv4", 8080, ("10.1.0.1", """{ "ready": false, "serving": true, "terminating": true }"""), ("10.1.0.9", """{ "ready": true }"""));
        await app.UntilAsync(() => Addresses(app).SequenceEqual(["http://10.1.0.9:8080"]));
    }

    [Fact]
    public async Task Subsets_OfADestinationRule_ChooseByTheLabelsOfPods()
    {
        Apply("all", "IPv4", 8080, ("10.1.0.1", "{}"), ("10.1.0.2", "{}"));
        ApplyPod("10-1-0-1", "v1");
        ApplyPod("10-1-0-2", "v1");
        _server.Apply(ApiResources.DestinationRules, Sample.Parse("""{ "metadata": { "name": "web", "namespace": "shop" }, "spec": { "host": "web", "subsets": [ { "name": "v2", "labels": { "version": "v2" } } ] } }"""));
        _server.Apply(ApiResources.VirtualServices, Sample.Parse("""{ "metadata": { "name": "x", "namespace": "shop" }, "spec": { "hosts": [ "x.example" ], "http": [ { "route": [ { "destination": { "host": "web", "subset": "v2", "port": { "number": 80 } } } ] } ] } }"""));
        await using var app = Start(KubernetesKinds.Pods);

        // A label on a Pod is enough to move it.
        ApplyPod("10-1-0-2", "v2");
        await app.UntilAsync(() => app.Options.Backends.Any(b => b.Key.Contains("v2", StringComparison.Ordinal) && b.Value.Address == "http://10.1.0.2:8080"));
    }

    private static IEnumerable<string?> Addresses(ClusterApp app)
    {
        var backend = app.Options.Backends[app.Options.Services["web.shop"].Routes.Values.Single().Weights.Keys.Single()];
        return backend.Endpoints.Count == 0 ? [backend.Address] : backend.Endpoints.Values.Select(e => e.Address).Order(StringComparer.Ordinal);
    }

    private ClusterApp Start(KubernetesKinds more = KubernetesKinds.None) => ClusterApp.Start(_server, o => o.Kinds |= KubernetesKinds.EndpointSlices | more);

    private void Apply(string name, string type, int port, params (string Address, string Conditions)[] endpoints) => _server.Apply(ApiResources.EndpointSlices, new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "web" } },
        ["addressType"] = type,
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = port, ["protocol"] = "TCP" }),
        ["endpoints"] = new JsonArray([.. endpoints.Select(e => new JsonObject
        {
            ["addresses"] = new JsonArray(e.Address),
            ["conditions"] = JsonNode.Parse(e.Conditions),
            ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = "shop", ["name"] = e.Address.Replace('.', '-') },
        })]),
    });

    private void ApplyPod(string name, string version) => _server.Apply(
        ApiResources.Pods, Sample.Parse(string.Create(CultureInfo.InvariantCulture, $$"""{ "metadata": { "name": "{{name}}", "namespace": "shop", "labels": { "version": "{{version}}" } }, "spec": { "containers": [] } }""")));
}

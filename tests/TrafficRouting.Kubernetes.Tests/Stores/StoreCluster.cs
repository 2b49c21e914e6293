using k8s;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Stores;

/// <summary>A cluster in which rollouts are kept, in the namespace <c>shop</c>.</summary>
public sealed class StoreCluster : IAsyncLifetime
{
    public ApiServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal void Configure(KubernetesClusterOptions options) =>
        (options.Namespace, options.Configuration) = ("shop", () => new KubernetesClientConfiguration { Host = Server.Address.ToString(), AccessToken = Server.Token ?? "any" });
}

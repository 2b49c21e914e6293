using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrafficRouting.Kubernetes;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps rollouts in a cluster, and tells there of them.</summary>
public static class KubernetesRolloutsBuilderExtensions
{
    /// <summary>
    /// Keeps the table's rollouts in ConfigMaps of a Kubernetes cluster, so that all replicas run them as one. A cluster that cannot be reached at start does
    /// no harm. With <c>AddKubernetes</c> on the same table, it is the same cluster unless told otherwise.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes where they are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddKubernetesStore(this ITrafficRoutingBuilder builder, Action<KubernetesRolloutStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (name, options) = (builder.Name, new KubernetesRolloutStoreOptions());
        configure?.Invoke(options);
        options.Checked();
        return builder.AddRolloutStore(services =>
        {
            options.Follow(services.GetKeyedService<KubernetesRegistration>(name)?.Options);
            return new KubernetesRolloutStore(options, services.GetService<TimeProvider>());
        });
    }

    /// <summary>
    /// Writes an Event about the rollout's Kubernetes Service for each change of a rollout of the table, whatever its store: <c>kubectl describe service</c> shows
    /// what was started, promoted, rolled back and why. Needs a host. With <c>AddKubernetes</c> on the same table, it is the same cluster unless told otherwise.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes where Events are written.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddKubernetesEvents(this ITrafficRoutingBuilder builder, Action<KubernetesEventOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (name, options) = (builder.Name, new KubernetesEventOptions());
        configure?.Invoke(options);
        options.Checked();
        // Before the rollouts' own start, which comes with AddRollouts.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(services => new RolloutEvents(services, name, () =>
        {
            options.Follow(services.GetKeyedService<KubernetesRegistration>(name)?.Options);
            return new EventWriter(new ClusterObjects(options, services.GetService<TimeProvider>() ?? TimeProvider.System), services.GetRequiredService<ILogger<RolloutEvents>>());
        })));
        return builder;
    }
}

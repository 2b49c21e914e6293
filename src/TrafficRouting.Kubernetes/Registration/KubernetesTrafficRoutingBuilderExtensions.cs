using TrafficRouting.Kubernetes;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Follows a cluster.</summary>
public static class KubernetesTrafficRoutingBuilderExtensions
{
    /// <summary>
    /// Follows the routes, splits and Services of a Kubernetes cluster: what is applied there is in force here within a moment. The section
    /// lies over them. Called again for the same table, it configures the same cluster further.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets what is followed and where; by default all kinds of the application's own namespace.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddKubernetes(this ITrafficRoutingBuilder builder, Action<KubernetesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        KubernetesRegistration.Of(builder).Configure(configure);
        return builder;
    }
}

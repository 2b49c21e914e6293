namespace TrafficRouting.Kubernetes;

/// <summary>Where Events about rollouts are written.</summary>
/// <remarks>
/// An Event is about the Kubernetes Service that the rollout's service is called by: <c>reviews</c>, in <see cref="KubernetesClusterOptions.Namespace"/>, or
/// <c>reviews.shop</c>, in its own namespace. Where there is no such Service, nothing is written.
/// </remarks>
public sealed class KubernetesEventOptions : KubernetesClusterOptions
{
    internal KubernetesEventOptions Checked()
    {
        CheckNamespace();
        return this;
    }
}

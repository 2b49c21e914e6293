namespace TrafficRouting.Kubernetes;

/// <summary>Where in a cluster rollouts are kept.</summary>
public sealed class KubernetesRolloutStoreOptions : KubernetesClusterOptions
{
    // It is a label as well.
    private const int MaxPrefix = 63;

    /// <summary>
    /// Gets or sets what the names of the ConfigMaps and Leases begin with, up to the rollout's name. Fleets that share a namespace and have rollouts of
    /// the same name need prefixes of their own. Lower-case letters, digits and hyphens.
    /// </summary>
    /// <value>The default is <c>traffic-rollout-</c>.</value>
    public string NamePrefix { get; set; } = "traffic-rollout-";

#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
    internal KubernetesRolloutStoreOptions Checked()
    {
        CheckNamespace();
        if (NamePrefix is null or { Length: 0 or > MaxPrefix } || !char.IsAsciiLetterLower(NamePrefix[0]) || NamePrefix.EndsWith("--", StringComparison.Ordinal) || !NamePrefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"'{NamePrefix}' cannot begin the name of an object; write a lower-case letter, and lower-case letters, digits and hyphens, such as 'shop-rollout-'.", nameof(NamePrefix));
        return this;
    }
#pragma warning restore MA0015
}

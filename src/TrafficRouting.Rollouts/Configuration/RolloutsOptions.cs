namespace TrafficRouting.Rollouts;

/// <summary>All rollouts of the process.</summary>
public sealed class RolloutsOptions
{
    /// <summary>Gets the rollouts by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, RolloutOptions> Rollouts { get; } =
        new Dictionary<string, RolloutOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what was found wrong while the configuration was read; errors fail validation.</summary>
    public IList<Finding> Diagnostics { get; } = [];

    /// <summary>Gets or sets where the options were read from, for messages.</summary>
    internal string SectionPath { get; set; } = "Rollouts";

    internal static ObjectShape<RolloutsOptions> Shape { get; } = new ObjectShape<RolloutsOptions>("rollouts", "Canary automation.")
        .Map("Rollouts", RolloutOptions.Shape, Scalars.Name, o => o.Rollouts, "Canary automation: the rollouts by name.");
}

namespace TrafficRouting.Rollouts;

/// <summary>All rollouts of a route table.</summary>
public sealed class RolloutsOptions
{
    /// <summary>Gets the rollouts by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, RolloutOptions> Rollouts { get; } =
        new Dictionary<string, RolloutOptions>(StringComparer.OrdinalIgnoreCase);

    internal static ObjectShape<RolloutsOptions> Shape { get; } = new ObjectShape<RolloutsOptions>("rollouts", "Canary automation.")
        .Map("Rollouts", RolloutOptions.Shape, Scalars.Name, o => o.Rollouts, "Canary automation: the rollouts by name.");
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts;

/// <summary>Gives whoever asks for options a copy of those in force.</summary>
internal sealed class InForceRolloutsFactory(IServiceProvider services) : IOptionsFactory<RolloutsOptions>
{
    public RolloutsOptions Create(string name)
    {
        // They come with the first load of the table.
        services.GetRequiredKeyedService<TrafficRouter>(name);
        var part = services.GetKeyedServices<SectionPart>(name).OfType<RolloutsPart>().Single();
        return (RolloutsOptions)RolloutsOptions.Shape.Clone(part.InForce);
    }
}

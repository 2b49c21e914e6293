using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>A feature of Microsoft.FeatureManagement that is on for a share of the users, always the same ones.</summary>
internal static class TargetedFeature
{
    public static IVariantFeatureManager Create(string name, int percent)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"{name}:EnabledFor:0:Name"] = "Targeting",
            [$"{name}:EnabledFor:0:Parameters:Audience:DefaultRolloutPercentage"] = $"{percent}",
        };
        var services = new ServiceCollection();
        services.AddFeatureManagement(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider().GetRequiredService<IVariantFeatureManager>();
    }
}

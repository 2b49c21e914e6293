using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Finds the providers that a section is read from, lowest first, and those of chained configurations one by one.</summary>
internal static class ConfigurationProviders
{
    /// <summary>Gives the providers.</summary>
    public static IEnumerable<SectionProvider> Of(IConfigurationSection section) => Of(section, section.Path, isChained: false);

    private static IEnumerable<SectionProvider> Of(IConfiguration configuration, string path, bool isChained) => configuration switch
    {
        ConfigurationRoot or ConfigurationManager => ((IConfigurationRoot)configuration).Providers.SelectMany(p => Of(p, path, isChained)),
        ConfigurationSection section when RootOf(section) is { } root => Of(root, path, isChained),
        _ => [new(new ConfigurationAsProvider(configuration), path, isChained)],
    };

    private static IEnumerable<SectionProvider> Of(IConfigurationProvider provider, string path, bool isChained) => provider switch
    {
        ChainedConfigurationProvider { Configuration: ConfigurationRoot or ConfigurationManager } chained => Of(chained.Configuration, path, isChained: true),
        ChainedConfigurationProvider { Configuration: ConfigurationSection section } when RootOf(section) is { } root => Of(root, Text.Join(section.Path, path), isChained: true),
        _ => [new(provider, path, isChained)],
    };

    // There is no public way from a section to its root. Where .NET changes the field, the section is asked as a whole.
    private static IConfigurationRoot? RootOf(ConfigurationSection section)
    {
        try
        {
            return Root(section) is var root and (ConfigurationRoot or ConfigurationManager) ? root : null;
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_root")]
    private static extern ref IConfigurationRoot Root(ConfigurationSection section);
}

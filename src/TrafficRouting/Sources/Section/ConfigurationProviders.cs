using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Finds the providers that a section is read from, lowest first, those of chained configurations one by one.</summary>
internal static class ConfigurationProviders
{
    /// <summary>Gives the providers, each with the path that the section has in it.</summary>
    public static IEnumerable<(IConfigurationProvider Provider, string Path)> Of(IConfigurationSection section) => Of(section, section.Path);

    private static IEnumerable<(IConfigurationProvider Provider, string Path)> Of(IConfiguration configuration, string path) => configuration switch
    {
        ConfigurationRoot or ConfigurationManager => ((IConfigurationRoot)configuration).Providers.SelectMany(p => Of(p, path)),
        ConfigurationSection section when RootOf(section) is { } root => Of(root, path),
        _ => [(new ConfigurationAsProvider(configuration), path)],
    };

    private static IEnumerable<(IConfigurationProvider Provider, string Path)> Of(IConfigurationProvider provider, string path) => provider switch
    {
        ChainedConfigurationProvider { Configuration: ConfigurationRoot or ConfigurationManager } chained => Of(chained.Configuration, path),
        ChainedConfigurationProvider { Configuration: ConfigurationSection section } when RootOf(section) is { } root => Of(root, Text.Join(section.Path, path)),
        _ => [(provider, path)],
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

using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Rollouts;

/// <summary>Reads a configuration section into options. Unknown keys, bad values and wrong shapes are named, each with its path.</summary>
public static class RolloutsOptionsReader
{
    /// <summary>Reads a section over what the options hold already: maps are merged by key, lists are replaced.</summary>
    /// <param name="section">The section, usually <c>configuration.GetSection("TrafficRouting:Rollouts")</c>.</param>
    /// <param name="options">The options. Problems go to <see cref="RolloutsOptions.Diagnostics"/>.</param>
    public static void Read(IConfiguration section, RolloutsOptions options)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(options);
        options.SectionPath = (section as IConfigurationSection)?.Path ?? options.SectionPath;

        var node = TrafficRoutingOptionsReader.NodeOf(section);
        var rollouts = new SectionNode("Rollouts", node.Path, node.Value, node.Children);
        RolloutsOptions.Shape.Replace(options, RolloutsOptions.Shape.Read(new("", "", null, [rollouts]), options, options.Diagnostics)!);
    }
}

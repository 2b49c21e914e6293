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

        // The core's reader reports where the routing options keep their findings.
        var findings = new TrafficRoutingOptions { SectionPath = options.SectionPath };
        foreach (var node in ConfigurationNode.Root(section, findings).Children)
        {
            options.Rollouts.TryGetValue(node.Key, out var current);
            if (RolloutGrammar.Rollout.TryRead(node, current, out var rollout))
                options.Rollouts[node.Key] = rollout;
        }

        foreach (var finding in findings.Diagnostics)
            options.Diagnostics.Add(finding);
    }
}

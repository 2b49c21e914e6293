using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Reads a configuration section into options. Unlike the binder it names unknown keys, bad values and wrong shapes, each with its path.</summary>
public static class TrafficRoutingOptionsReader
{
    /// <summary>Reads a section over what the options hold already: maps are merged by key, lists are replaced.</summary>
    /// <param name="section">The section, usually <c>configuration.GetSection("TrafficRouting")</c>.</param>
    /// <param name="options">
    /// The options. Problems go to <see cref="TrafficRoutingOptions.Diagnostics"/>; an empty section is one,
    /// because that is what a half-written settings file looks like.
    /// </param>
    public static void Read(IConfiguration section, TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(options);

        options.SectionPath = (section as IConfigurationSection)?.Path ?? "";
        var root = ConfigurationNode.Root(section, options);
        if (root.Children.Count == 0 && string.IsNullOrEmpty(root.Value))
            root.Error("The section is missing or empty; it holds Backends and Services.");
        else
            Grammar.Section.TryRead(root, options, out _);
        DocumentLayers.Settle(options);
    }
}

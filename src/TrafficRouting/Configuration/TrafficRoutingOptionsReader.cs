using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Reads a configuration section into options. Unlike the binder it names unknown keys, bad values and wrong shapes, each with its path.</summary>
public static class TrafficRoutingOptionsReader
{
    // Deeper than any reader accepts.
    private const int MaxDepth = 100;

    /// <summary>Reads a section over what the options hold already: maps are merged by key, lists are replaced.</summary>
    /// <param name="section">The section, usually <c>configuration.GetSection("TrafficRouting")</c>.</param>
    /// <param name="options">
    /// The options. Problems are found by <see cref="TrafficRoutingOptionsValidator"/>; an empty section is one,
    /// because that is what a half-written settings file looks like.
    /// </param>
    public static void Read(IConfiguration section, TrafficRoutingOptions options)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(options);

        var root = NodeOf(section);
        options.SectionPath = root.Path;
        if (root.Children.Count == 0 && string.IsNullOrEmpty(root.Value))
        {
            options.Diagnostics.Add(new(FindingSeverity.Error, root.Path, "The section is missing or empty; it holds Backends and Services."));
        }
        else
        {
            foreach (var finding in root.Children.Where(child => child.Key.Equals("Diagnostics", StringComparison.OrdinalIgnoreCase)).SelectMany(child => child.Children))
                options.HandedOver.Add((DiagnosticEntry)DiagnosticEntry.Shape.Read(finding, null, options.Diagnostics)!);
            TrafficRoutingOptions.Shape.Replace(options, TrafficRoutingOptions.Shape.Read(root, options, options.Diagnostics)!);
        }

        DocumentLayers.Settle(options);
    }

    internal static SectionNode NodeOf(IConfiguration section) =>
        NodeOf(section, (section as IConfigurationSection)?.Key ?? "", (section as IConfigurationSection)?.Path ?? "", depth: 0);

    private static SectionNode NodeOf(IConfiguration section, string key, string path, int depth)
    {
        var children = new List<SectionNode>();
        if (depth < MaxDepth)
        {
            foreach (var child in section.GetChildren())
                children.Add(NodeOf(child, child.Key, child.Path, depth + 1));
        }

        return new(key, path, (section as IConfigurationSection)?.Value, children);
    }
}

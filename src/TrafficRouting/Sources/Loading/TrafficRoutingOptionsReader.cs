using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Reads a configuration section into options. Unlike the binder it names unknown keys, bad values and wrong shapes, each with its path.</summary>
public static class TrafficRoutingOptionsReader
{
    // Deeper than any reader accepts.
    private const int MaxDepth = 100;

    /// <summary>Reads a section and validates what it holds.</summary>
    /// <param name="section">The section, usually <c>configuration.GetSection("TrafficRouting")</c>.</param>
    /// <returns>The options, with everything that is wrong or doubtful. An empty section is an error, because that is what a half-written settings file looks like.</returns>
    public static RoutingSnapshot Read(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);

        var (root, findings, options) = (NodeOf(section), new List<Finding>(), new TrafficRoutingOptions());
        if (root.Children.Count == 0 && string.IsNullOrEmpty(root.Value))
            findings.Add(new(FindingSeverity.Error, root.Path, "The section is missing or empty; it holds Backends and Services."));
        else
            options = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Read(root, options, findings)!;
        new RoutingValidator(root.Path).Validate(options, findings);
        return new(options, [.. findings]);
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

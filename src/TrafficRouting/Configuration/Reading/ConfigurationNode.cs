using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>A place in the configuration, with its paths and the document it came from.</summary>
internal sealed class ConfigurationNode
{
    private const int MaxDepth = 64;

    private readonly IConfiguration _section;
    private readonly TrafficRoutingOptions _options;
    private readonly int _depth;
    private List<ConfigurationNode>? _children;

    private ConfigurationNode(IConfiguration section, TrafficRoutingOptions options, string optionsPath, string? source, int depth)
    {
        _section = section;
        _options = options;
        _depth = depth;
        OptionsPath = optionsPath;
        Source = source;
    }

    public string Key => (_section as IConfigurationSection)?.Key ?? "";

    /// <summary>Gets the path as it is written.</summary>
    public string Path => (_section as IConfigurationSection)?.Path ?? "";

    /// <summary>Gets the path as the options have it, where list items go by index.</summary>
    public string OptionsPath { get; }

    public string? Source { get; }

    /// <summary>Gets the value; null for an object, for JSON's null and {}, and empty for JSON's [].</summary>
    public string? Value => (_section as IConfigurationSection)?.Value;

    public IReadOnlyList<ConfigurationNode> Children => _children ??= ReadChildren();

    public static ConfigurationNode Root(IConfiguration section, TrafficRoutingOptions options) =>
        new(section, options, options.SectionPath, source: null, depth: 0);

    public ConfigurationNode From(string? source) =>
        source is null ? this : new(_section, _options, OptionsPath, source, _depth);

    /// <summary>The same place, known to be an item of a list.</summary>
    public ConfigurationNode AsItem(string listPath, int index)
    {
        var optionsPath = Text.Join(listPath, Text.Of(index));
        if (!string.Equals(optionsPath, Path, StringComparison.OrdinalIgnoreCase))
            _options.WrittenPaths[optionsPath] = Path;
        return new(_section, _options, optionsPath, Source, _depth);
    }

    public void Error(string message) =>
        _options.Diagnostics.Add(new(FindingSeverity.Error, Path, message, Source));

    private List<ConfigurationNode> ReadChildren()
    {
        var children = _section.GetChildren().Select(Child).ToList();
        if (children.Count == 0 || _depth < MaxDepth)
            return children;

        Error($"Nested deeper than {MaxDepth} levels.");
        return [];
    }

    private ConfigurationNode Child(IConfigurationSection child) =>
        new(child, _options, Text.Join(OptionsPath, child.Key), Source, _depth + 1);
}

namespace TrafficRouting;

/// <summary>What stands after the section was laid over the sources.</summary>
internal sealed class LayeredOptions
{
    public TrafficRoutingOptions Options { get; } = new();

    public List<Finding> Findings { get; } = [];

    /// <summary>Gets what the section has for its parts, by their keys.</summary>
    public Dictionary<string, SectionNode> Parts { get; } = new(StringComparer.OrdinalIgnoreCase);
}

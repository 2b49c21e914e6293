namespace TrafficRouting;

/// <summary>What stands after the section was laid over the sources.</summary>
/// <param name="options">The entries of the sources, to be changed.</param>
internal sealed class LayeredOptions(TrafficRoutingOptions options)
{
    public TrafficRoutingOptions Options => options;

    public List<Finding> Findings { get; } = [];

    /// <summary>Gets what the section has for its parts, by their keys.</summary>
    public Dictionary<string, SectionNode> Parts { get; } = new(StringComparer.OrdinalIgnoreCase);
}

namespace TrafficRouting.Manifests;

/// <summary>What keeps reading bounded in time and memory, whatever the text.</summary>
internal static class YamlLimits
{
    /// <summary>The deepest nesting; routing documents need about fifteen.</summary>
    public const int Depth = 64;

    /// <summary>The most nodes of one file with every alias written out.</summary>
    public const long Nodes = 2_000_000;
}

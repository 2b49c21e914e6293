namespace TrafficRouting;

/// <summary>A place in a configuration section, as all its providers together have it.</summary>
/// <param name="key">The key within the parent.</param>
/// <param name="path">The whole path.</param>
/// <param name="value">The value; null for an object, for JSON's null and {}, and empty for JSON's [].</param>
/// <param name="children">What stands below, in configuration order.</param>
internal sealed class SectionNode(string key, string path, string? value, IReadOnlyList<SectionNode> children)
{
    public string Key { get; } = key;

    public string Path { get; } = path;

    public string? Value { get; } = value;

    public IReadOnlyList<SectionNode> Children { get; } = children;
}

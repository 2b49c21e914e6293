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

    /// <summary>Gets a value indicating whether null or {} stands here, which configuration does not tell apart.</summary>
    public bool IsNull => Value is null && Children.Count == 0;

    /// <summary>Gives the children of what should be an object or a list, and reports when it is something else.</summary>
    /// <param name="expected">What is expected, in the words of a message.</param>
    /// <param name="findings">Where it is reported.</param>
    /// <param name="advice">What to write in place of a plain value.</param>
    public IReadOnlyList<SectionNode> Items(string expected, ICollection<Finding> findings, string advice = "")
    {
        // JSON's [] comes as an empty text.
        if (!string.IsNullOrEmpty(Value))
        {
            findings.Add(new(FindingSeverity.Error, Path, Children.Count == 0
                ? $"Expected {expected}, but found a plain value.{advice}"
                : $"Expected {expected}, but one of the configuration providers has a plain value here."));
        }

        return Children;
    }
}

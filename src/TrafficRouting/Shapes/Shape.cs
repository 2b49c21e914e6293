using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>What may stand at a place of the section: a single value, or an object with keys of its own.</summary>
/// <param name="name">What it is called in the docs and the schema.</param>
internal abstract class Shape(string name)
{
    public string Name { get; } = name;

    /// <summary>Reads a node over what lower sources gave, which is never changed: gives the same reference when nothing differs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="existing">What lower sources gave, or null.</param>
    /// <param name="findings">Where what cannot be read is reported.</param>
    /// <returns>What stands there; null for nothing, and for an unreadable value over nothing.</returns>
    public abstract object? Read(SectionNode node, object? existing, ICollection<Finding> findings);

    /// <summary>Writes a value so that reading it gives it back.</summary>
    public abstract JsonNode Write(object value);

    /// <summary>Reports what code set and no reader would: nulls, and values out of range.</summary>
    /// <returns><see langword="false"/> when there is a null where none may be.</returns>
    public abstract bool Check(Scope scope, object value);

    /// <summary>Tells whether two values, neither null, hold the same.</summary>
    public abstract bool Same(object left, object right);

    /// <summary>Copies a value in depth.</summary>
    public abstract object Clone(object value);

    protected static void Error(SectionNode node, string message, ICollection<Finding> findings) =>
        findings.Add(new(FindingSeverity.Error, node.Path, message));
}

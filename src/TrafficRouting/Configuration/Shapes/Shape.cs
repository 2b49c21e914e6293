using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>What may be written at a place of the section: a single value, or an object with keys of its own.</summary>
/// <param name="name">What it is called in the docs and the schema.</param>
internal abstract class Shape(string name)
{
    public string Name { get; } = name;

    /// <summary>Reads a node over what lower sources gave, which is never changed: gives the same reference when nothing differs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="existing">What lower sources gave, or null.</param>
    /// <param name="findings">Where what cannot be read is reported.</param>
    /// <returns>What is written there; null for nothing, and for an unreadable value over nothing.</returns>
    public abstract object? Read(SectionNode node, object? existing, ICollection<Finding> findings);

    /// <summary>Writes a value so that reading it gives it back.</summary>
    public abstract JsonNode Write(object value);

    /// <summary>Tells whether there may be something to report about a value.</summary>
    public abstract bool NeedsCheck(object value);

    /// <summary>Reports nulls, which only code can leave, and values out of range.</summary>
    /// <returns><see langword="false"/> when there is a null where none may be.</returns>
    public bool Check(Scope scope, object? value)
    {
        if (value is not null)
            return CheckValue(scope, value);
        scope.Error("Must not be null.");
        return false;
    }

    /// <summary>Tells whether two values, neither null, hold the same.</summary>
    public abstract bool Same(object left, object right);

    /// <summary>Copies a value in depth.</summary>
    public abstract object Clone(object value);

    protected abstract bool CheckValue(Scope scope, object value);

    protected static void Error(SectionNode node, string message, ICollection<Finding> findings) =>
        findings.Add(new(FindingSeverity.Error, node.Path, message));
}

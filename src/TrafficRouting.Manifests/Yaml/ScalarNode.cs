namespace TrafficRouting.Manifests;

/// <summary>A single value.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="text">How it is written.</param>
/// <param name="kind">What it is.</param>
/// <param name="value">What it means, where that is written otherwise: 8 for <c>010</c>.</param>
internal sealed class ScalarNode(Position position, string text, ScalarKind kind, string? value = null) : Node(position)
{
    /// <summary>Gets how it is written.</summary>
    public string Text { get; } = text;

    /// <summary>Gets what it means.</summary>
    public string Value { get; } = value ?? text;

    public ScalarKind Kind { get; } = kind;

    public override string Shape => Kind switch
    {
        ScalarKind.Text => "a string",
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "a boolean",
        _ => "a number",
    };
}

namespace TrafficRouting.Manifests;

/// <summary>A single value.</summary>
internal sealed class ScalarNode(Position position, string value, ScalarKind kind) : Node(position)
{
    public string Value { get; } = value;

    public ScalarKind Kind { get; } = kind;

    public override string Shape => Kind switch
    {
        ScalarKind.Text => "a string",
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "a boolean",
        _ => "a number",
    };
}

namespace TrafficRouting.Manifests;

/// <summary>The text cannot be read any further.</summary>
internal sealed class YamlSyntaxException(Position position, string message) : Exception(message)
{
    public Position Position { get; } = position;
}

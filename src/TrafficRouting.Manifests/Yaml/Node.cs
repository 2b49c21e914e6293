namespace TrafficRouting.Manifests;

/// <summary>A part of a document, with its place. Immutable once read, so that aliases share it.</summary>
/// <param name="position">Where it begins.</param>
internal abstract class Node(Position position)
{
    /// <summary>Gets where it begins.</summary>
    public Position Position { get; } = position;

    /// <summary>Gets how many nodes it stands for when every alias is written out.</summary>
    public virtual long Size => 1;

    /// <summary>Gets what it is, in a person's words.</summary>
    public abstract string Shape { get; }
}

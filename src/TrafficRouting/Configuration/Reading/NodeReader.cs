using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting;

/// <summary>Reads what stands at a node; what cannot be read is reported at the node.</summary>
internal abstract class NodeReader<T>
{
    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="current">What earlier configuration made of it, to be amended.</param>
    /// <param name="value">What stands there.</param>
    /// <returns><see langword="false"/> when nothing, or nothing usable, stands there.</returns>
    public abstract bool TryRead(ConfigurationNode node, T? current, [MaybeNullWhen(false)] out T value);
}

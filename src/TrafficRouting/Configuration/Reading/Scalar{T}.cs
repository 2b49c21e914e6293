using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting;

/// <summary>Reads a single value; null leaves the default.</summary>
/// <param name="expected">What belongs here, in words.</param>
/// <param name="parse">Reads the text.</param>
internal sealed class Scalar<T>(string expected, ScalarParser<T> parse) : NodeReader<T>
{
    public override bool TryRead(ConfigurationNode node, T? current, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        // Looking for children scans all keys of all sources, so values that are there go without.
        if (string.IsNullOrEmpty(node.Value) && node.Children.Count > 0)
        {
            node.Error($"Expected {expected}, but an object or a list stands here.");
            return false;
        }

        if (node.Value is not { } text)
            return false;

        if (parse(text, out value))
            return true;

        node.Error($"{TrafficRouting.Text.Quote(text)} is not {expected}.");
        return false;
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>
/// Gives all keys of a configuration provider at once. Asked through its interface, a provider looks through all keys for the
/// children of one, so that reading a section takes time by the square of their number.
/// </summary>
internal static class ProviderData
{
    private delegate bool TryGet(string key, out string? value);

    /// <summary>Gets the provider's own dictionary, or null when it must be asked: it is foreign, or answers otherwise than from the dictionary.</summary>
    public static IDictionary<string, string?>? Of(IConfigurationProvider provider) =>
        provider is ConfigurationProvider known && AnswersFromData(known) ? Data(known) : null;

    /// <summary>Asks a provider for everything below a path, the path itself included.</summary>
    public static List<KeyValuePair<string, string?>> Ask(IConfigurationProvider provider, string path)
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        Ask(provider, path, depth: 0, pairs);
        return pairs;
    }

    private static void Ask(IConfigurationProvider provider, string path, int depth, List<KeyValuePair<string, string?>> pairs)
    {
        var children = provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (provider.TryGet(path, out var value))
            pairs.Add(new(path, value));
        else if (depth > 0 && children.Count == 0)
            pairs.Add(new(path, ProviderKeys.NoValue));
        for (var i = 0; i < children.Count && depth < SectionTree.MaxDepth; i++)
            Ask(provider, Text.Join(path, children[i]), depth + 1, pairs);
    }

    private static bool AnswersFromData(ConfigurationProvider provider)
    {
        TryGet get = provider.TryGet;
        Func<IEnumerable<string>, string?, IEnumerable<string>> children = provider.GetChildKeys;
        return get.Method.DeclaringType == typeof(ConfigurationProvider) && children.Method.DeclaringType == typeof(ConfigurationProvider);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern IDictionary<string, string?> Data(ConfigurationProvider provider);
}

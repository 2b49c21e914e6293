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
    public static IEnumerable<KeyValuePair<string, string?>> Ask(IConfigurationProvider provider, string path, int depth = 0)
    {
        if (provider.TryGet(path, out var value))
            yield return new(path, value);
        if (depth > SectionTree.MaxDepth)
            yield break;
        foreach (var key in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var pair in Ask(provider, Text.Join(path, key), depth + 1))
                yield return pair;
        }
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

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>What all providers hold below a section at one moment, lowest first. Immutable; a later provider's value of a key wins.</summary>
/// <param name="path">The path of the section.</param>
/// <param name="providers">The providers with their keys.</param>
internal sealed class SectionKeys(string path, ImmutableArray<HeldKeys> providers)
{
    private static readonly ProviderKeys NoKeys = ProviderKeys.None("");

    public string Path => path;

    public ImmutableArray<HeldKeys> Providers => providers;

    /// <summary>Gets a value indicating whether there is no key, or none but that of the section itself.</summary>
    public bool IsEmpty => providers.All(p => p.Keys.IsEmpty);

    public bool IsMissing => providers.All(p => p.Keys.Count == 0);

    public static SectionKeys Empty(string path) => new(path, []);

    /// <summary>Gives the entries, such as <c>Services:reviews</c>, that differ from those of another moment.</summary>
    public HashSet<string> DifferencesFrom(SectionKeys other)
    {
        var entries = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var isSameOrder = IsInOrderOf(other.Providers);
        for (var i = 0; i < Math.Max(providers.Length, other.Providers.Length); i++)
        {
            var before = i < other.Providers.Length ? other.Providers[i].Keys : NoKeys;
            var after = i < providers.Length ? providers[i].Keys : NoKeys;
            if (ReferenceEquals(before, after))
                continue;
            if (isSameOrder)
            {
                ProviderKeys.AddDifferences(before, after, entries);
                continue;
            }

            ProviderKeys.AddDifferences(before, NoKeys, entries);
            ProviderKeys.AddDifferences(NoKeys, after, entries);
        }

        return entries;
    }

    private bool IsInOrderOf(ImmutableArray<HeldKeys> others)
    {
        for (var i = 0; i < Math.Max(providers.Length, others.Length); i++)
        {
            if (i >= providers.Length || i >= others.Length || !providers[i].Provider.Equals(others[i].Provider))
                return false;
        }

        return true;
    }

    /// <summary>Builds the tree of all entries, or of those of some backends and services with all else.</summary>
    public SectionNode ToTree(HashSet<string>? entries = null) => SectionTree.Build(path, providers.Select(p => p.Keys), entries);
}

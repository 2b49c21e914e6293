namespace TrafficRouting.Manifests;

/// <summary>The names of headers that APISIX finds under one name: it takes hyphens and underscores for the same.</summary>
internal static class HeaderSpellings
{
    // Each underscore doubles the names; who has more of them writes them all alike.
    private const int Most = 3;

    public static IReadOnlyList<string> Of(string name)
    {
        var plain = name.ToLowerInvariant().Replace('_', '-');
        var count = plain.Count(c => c == '-');
        if (count > Most)
            return [plain, plain.Replace('-', '_')];
        return [.. Enumerable.Range(0, 1 << count).Select(bits => Spell(plain, bits))];
    }

    private static string Spell(string plain, int bits)
    {
        var at = 0;
        return string.Concat(plain.Select(c => c == '-' && ((bits >> at++) & 1) == 1 ? '_' : c));
    }
}

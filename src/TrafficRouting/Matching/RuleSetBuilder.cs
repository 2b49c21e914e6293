using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// Files each rule once, under the key that promises the least work per request: few other rules under the same key, in
/// a slot that many rules share the reading of. Rules under one key that are still many are filed again by what else they demand.
/// </summary>
internal sealed class RuleSetBuilder(RequestMatcher[] matchers)
{
    /// <summary>Up to this many rules, evaluating them in order is never slower than looking one up (measured, see docs/performance-notes.md).</summary>
    public const int MaxScanned = 6;

    // What reading one more slot costs, in rules evaluated; measured too.
    private const int RulesPerSlot = 2;

    // Null where all are evaluated in order.
    private readonly RuleKeys? _keys = matchers.Length > MaxScanned ? new(matchers) : null;

    public RuleSet Build(ReadOnlySpan<int> rules, bool isKeyed = false)
    {
        if (rules.Length <= MaxScanned)
            return new RuleSet(matchers, rules, isKeyed: isKeyed);

        var rarity = new Dictionary<RuleKey, int>(rules.Length);
        // By slot. Not arrays, since a large table has many small sets, and may have many slots.
        var offered = new Dictionary<int, int>();
        foreach (var rule in rules)
        {
            foreach (var key in _keys![rule])
            {
                CollectionsMarshal.GetValueRefOrAddDefault(rarity, key, out _)++;
                CollectionsMarshal.GetValueRefOrAddDefault(offered, key.Slot, out _)++;
            }
        }

        // Once to see which slots rules would go to, and again with those that few would go to made dear.
        var served = new Dictionary<int, int>();
        foreach (var (_, key) in Choose(rules, rarity, offered))
            CollectionsMarshal.GetValueRefOrAddDefault(served, key.Slot, out _)++;
        var filed = Choose(rules, rarity, served);

        var slots = filed.Select(rule => rule.Key.Slot).Distinct().Count();
        if (filed.Count < MaxScanned + (RulesPerSlot * (slots - 1)))
            return new RuleSet(matchers, rules, isKeyed: isKeyed);

        int[] scan = filed.Count == rules.Length ? [] : [.. rules.ToArray().Except(filed.Select(rule => rule.Ordinal))];
        return new RuleSet(matchers, scan, new RuleTable(_keys!.Slots, filed, same => Build(same, isKeyed: true)), isKeyed);
    }

    private List<(int Ordinal, RuleKey Key)> Choose(ReadOnlySpan<int> rules, Dictionary<RuleKey, int> rarity, Dictionary<int, int> served)
    {
        var chosen = new List<(int, RuleKey)>(rules.Length);
        foreach (var rule in rules)
        {
            RuleKey? best = null;
            // Not filed, it is evaluated for every request: as dear as a key that all share.
            var least = (double)rules.Length;
            foreach (var key in _keys![rule])
            {
                if (served.TryGetValue(key.Slot, out var sharers) && rarity[key] + ((double)rules.Length / sharers) is var cost && cost < least)
                    (best, least) = (key, cost);
            }

            if (best is { } found)
                chosen.Add((rule, found));
        }

        return chosen;
    }
}

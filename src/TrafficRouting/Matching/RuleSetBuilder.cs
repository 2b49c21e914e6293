using System.Runtime.InteropServices;

namespace TrafficRouting.Matching;

/// <summary>
/// Files each rule once, under the key that promises the least work per request: few other rules under the same key, in
/// a slot that many rules share the reading of. Rules under one key that are still many are filed again by what else they demand.
/// </summary>
internal sealed class RuleSetBuilder(RequestMatcher[] matchers, RuleKey[][] keysOfRules)
{
    /// <summary>Up to this many rules, evaluating them in order is never slower than looking one up (measured, see docs/performance.md).</summary>
    public const int MostScanned = 6;

    // What reading one more slot costs, in rules evaluated; measured too.
    private const int RulesPerSlot = 2;

    public RuleSet Build(int[] rules)
    {
        if (rules.Length <= MostScanned)
            return new RuleSet(matchers, rules);

        var rarity = new Dictionary<RuleKey, int>();
        foreach (var key in rules.SelectMany(rule => keysOfRules[rule].Distinct()))
            CollectionsMarshal.GetValueRefOrAddDefault(rarity, key, out _)++;

        // Once to see which slots rules would go to, and again with those that few would go to made dear.
        var offered = rarity.GroupBy(pair => pair.Key.Slot).ToDictionary(slot => slot.Key, slot => slot.Sum(pair => pair.Value));
        var served = Choose(rules, rarity, offered).GroupBy(filed => filed.Key.Slot).ToDictionary(slot => slot.Key, slot => slot.Count());
        var filed = Choose(rules, rarity, served);

        var slots = filed.Select(rule => rule.Key.Slot).Distinct().Count();
        if (filed.Count < MostScanned + (RulesPerSlot * (slots - 1)))
            return new RuleSet(matchers, rules);

        var scan = rules.Except(filed.Select(rule => rule.Ordinal)).ToArray();
        return new RuleSet(matchers, scan, new RuleTable(filed, Build));
    }

    private List<(int Ordinal, RuleKey Key)> Choose(int[] rules, Dictionary<RuleKey, int> rarity, Dictionary<RuleSlot, int> served)
    {
        var chosen = new List<(int, RuleKey)>(rules.Length);
        foreach (var rule in rules)
        {
            RuleKey? best = null;
            // Not filed, it is evaluated for every request: as dear as a key that all share.
            var least = (double)rules.Length;
            foreach (var key in keysOfRules[rule])
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

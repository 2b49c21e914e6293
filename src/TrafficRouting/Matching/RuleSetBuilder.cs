using System.Runtime.InteropServices;

namespace TrafficRouting.Matching;

/// <summary>
/// Files each rule once, under the key that promises the least work per request: few other rules under the same key, in
/// a slot that many rules share the reading of. Rules under one key that are still many are filed again by what else they demand.
/// </summary>
internal sealed class RuleSetBuilder(RuleKey[][] keysOfRules)
{
    /// <summary>Up to this many rules, evaluating them in order is faster than looking one up (measured, see docs/performance.md).</summary>
    public const int MostScanned = 6;

    public RuleSet Build(int[] rules)
    {
        if (rules.Length <= MostScanned)
            return new RuleSet(rules);

        var rarity = new Dictionary<RuleKey, int>();
        foreach (var key in rules.SelectMany(rule => keysOfRules[rule].Distinct()))
            CollectionsMarshal.GetValueRefOrAddDefault(rarity, key, out _)++;

        // Once to see which slots are worth reading, and again with those that turn out to serve few rules made dear.
        var bySlot = rarity.GroupBy(pair => pair.Key.Slot).ToDictionary(slot => slot.Key, slot => slot.Sum(pair => pair.Value));
        var served = rules.Select(rule => Choose(rule, rules.Length, rarity, bySlot)).Where(key => key is not null)
            .GroupBy(key => key!.Value.Slot).ToDictionary(slot => slot.Key, slot => slot.Count());

        var filed = new List<(int Ordinal, RuleKey Key)>(rules.Length);
        var scan = new List<int>();
        foreach (var rule in rules)
        {
            if (Choose(rule, rules.Length, rarity, served) is { } key)
                filed.Add((rule, key));
            else
                scan.Add(rule);
        }

        return new RuleSet([.. scan], filed.Count > 0 ? new RuleTable(filed, Build) : null);
    }

    private RuleKey? Choose(int rule, int count, Dictionary<RuleKey, int> rarity, Dictionary<RuleSlot, int> served)
    {
        RuleKey? best = null;
        // Not filed, it is evaluated for every request: as dear as a key that all share.
        var least = (double)count;
        foreach (var key in keysOfRules[rule])
        {
            if (served.TryGetValue(key.Slot, out var sharers) && rarity[key] + ((double)count / sharers) is var cost && cost < least)
                (best, least) = (key, cost);
        }

        return best;
    }
}

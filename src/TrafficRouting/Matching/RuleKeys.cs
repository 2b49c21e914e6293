using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>The keys that each of many rules can be filed under, and the slots of all.</summary>
internal sealed class RuleKeys
{
    private readonly Dictionary<RuleSlot, int> _ordinals = [];
    private readonly List<RuleSlot> _slots = [];
    private readonly RuleKey[][] _ofRules;

    public RuleKeys(RequestMatcher[] matchers) => _ofRules = Array.ConvertAll(matchers, Of);

    /// <summary>Gets the slots, which keys hold by their ordinals.</summary>
    public IReadOnlyList<RuleSlot> Slots => _slots;

    /// <summary>Gets a rule's keys, each once.</summary>
    public ReadOnlySpan<RuleKey> this[int rule] => _ofRules[rule];

    private RuleKey[] Of(RequestMatcher matcher)
    {
        var keys = new List<RuleKey>(matcher.Conditions.Length);
        foreach (var condition in matcher.Conditions)
        {
            if (condition.Value.IsTurned)
                continue;

            for (var i = 0; i < condition.Value.Count; i++)
            {
                var test = condition.Value[i];
                if (test.Text.Length == 0 || !RuleSlot.TryGet(condition.Field, test.Kind, out var slot))
                    continue;
                var key = new RuleKey(OrdinalOf(slot), KeyHash.Of(test.Text), test.Text.Length);
                if (!keys.Contains(key))
                    keys.Add(key);
            }
        }

        return [.. keys];
    }

    private int OrdinalOf(RuleSlot slot)
    {
        ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, slot, out var isKnown);
        if (!isKnown)
        {
            ordinal = _slots.Count;
            _slots.Add(slot);
        }

        return ordinal;
    }
}

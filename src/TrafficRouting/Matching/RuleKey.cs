namespace TrafficRouting.Matching;

/// <summary>A text that a rule demands of a request exactly, so that it can be found by it.</summary>
/// <param name="Slot">Where the text stands.</param>
/// <param name="Hash">The hash of the text.</param>
/// <param name="Length">The length of the text.</param>
internal readonly record struct RuleKey(RuleSlot Slot, ulong Hash, int Length)
{
    public static RuleKey[] Of(RequestMatcher matcher)
    {
        var keys = new List<RuleKey>();
        foreach (var condition in matcher.Conditions)
        {
            if (condition.Value.IsTurned)
                continue;

            foreach (var test in condition.Value.Tests)
            {
                if (RuleSlot.TryGet(condition.Field, test.Kind, out var slot) && test.Text.Length > 0)
                    keys.Add(new RuleKey(slot, KeyHash.Of(test.Text), test.Text.Length));
            }
        }

        return [.. keys];
    }
}

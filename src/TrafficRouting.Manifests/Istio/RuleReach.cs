namespace TrafficRouting.Manifests;

/// <summary>Finds rules that no request reaches. What stands behind a rule for every request is dropped, as Istio drops it.</summary>
internal static class RuleReach
{
    // Each match is held against so many before it; a list that is longer is made by a program, not written by a person.
    private const int MaxCompared = 1_000;

    public static void DropUnreachable(List<HttpRule> rules)
    {
        var earlier = new List<HttpMatch>();
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var match in rules[i].Matches)
            {
                if (match.Fields is { } fields && earlier.Find(e => e.Covers(match)) is { } covering)
                    fields.Warning($"is never reached: {covering.Fields!.Position} takes its requests before");
                if (earlier.Count < MaxCompared)
                    earlier.Add(match);
            }

            if (!rules[i].Matches.Exists(m => m.IsCatchAll))
                continue;
            foreach (var dropped in rules.Skip(i + 1))
                dropped.Fields.Warning($"is never reached and left out: '{rules[i].Name}' takes every request before it");
            rules.RemoveRange(i + 1, rules.Count - i - 1);
            return;
        }
    }
}

namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>
/// Stands for the weighted groups of Microsoft.Extensions.Http.Resilience's hedging: each request copies the groups into a pooled list,
/// adds up their weights through a delegate, scans for a random number below the sum, and removes the group picked so that a hedged attempt takes another.
/// </summary>
internal sealed class WeightedGroups
{
    private readonly Group[] _groups;
    private readonly List<Group> _left = [];

    public WeightedGroups(int[] weights) => _groups = weights.Select((w, i) => new Group(i, w)).ToArray();

    public int Pick()
    {
        _left.Clear();
        _left.AddRange(_groups);
        var picked = PickByWeight(_left, group => group.Weight);
        _left.Remove(picked);
        return picked.Index;
    }

    private static Group PickByWeight(IList<Group> groups, Func<Group, double> weightOf)
    {
        var sum = 0d;
        for (var i = 0; i < groups.Count; i++)
            sum += weightOf(groups[i]);

        var random = Random.Shared.NextDouble() * sum;
        var reached = 0d;
        for (var i = 0; i < groups.Count; i++)
        {
            reached += weightOf(groups[i]);
            if (random <= reached)
                return groups[i];
        }

        return groups[^1];
    }

    private sealed record Group(int Index, double Weight);
}

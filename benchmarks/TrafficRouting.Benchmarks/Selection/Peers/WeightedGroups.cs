using Microsoft.Extensions.ObjectPool;

namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>
/// Stands for the weighted groups of Microsoft.Extensions.Http.Resilience's hedging, which a request split by it goes through: a pooled strategy
/// copies the groups, adds up their weights through a delegate, scans for a random number below the sum, removes the group picked so that
/// a hedged attempt takes another, and picks among the group's endpoints in the same way.
/// </summary>
internal sealed class WeightedGroups
{
    private readonly ObjectPool<Strategy> _pool = ObjectPool.Create<Strategy>();
    private readonly List<Group> _groups;

    public WeightedGroups(int[] weights) => _groups = [.. weights.Select((w, i) => new Group(w, [new(i, 1)]))];

    public int Pick()
    {
        var strategy = _pool.Get();
        strategy.Start(_groups);
        var target = strategy.Next();
        _pool.Return(strategy);
        return target;
    }

    private static T PickByWeight<T>(IList<T> items, Func<T, double> weightOf)
    {
        var sum = 0d;
        for (var i = 0; i < items.Count; i++)
            sum += weightOf(items[i]);

        var random = Random.Shared.NextDouble() * sum;
        var reached = 0d;
        for (var i = 0; i < items.Count; i++)
        {
            reached += weightOf(items[i]);
            if (random <= reached)
                return items[i];
        }

        return items[^1];
    }

    private sealed class Strategy
    {
        private readonly List<Group> _left = [];

        public void Start(IEnumerable<Group> groups)
        {
            _left.Clear();
            _left.AddRange(groups);
        }

        public int Next()
        {
            var group = PickByWeight(_left, g => g.Weight);
            _left.Remove(group);
            return PickByWeight(group.Endpoints, e => e.Weight).Target;
        }
    }

    private sealed class Group(double weight, IList<Endpoint> endpoints)
    {
        public double Weight { get; } = weight;

        public IList<Endpoint> Endpoints { get; } = endpoints;
    }

    private sealed class Endpoint(int target, double weight)
    {
        public int Target { get; } = target;

        public double Weight { get; } = weight;
    }
}

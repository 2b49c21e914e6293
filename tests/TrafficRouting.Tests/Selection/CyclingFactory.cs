namespace TrafficRouting.Tests.Selection;

/// <summary>A policy of an application's own: one after the other as often as its weight says, in one run each.</summary>
internal sealed class CyclingFactory : SelectionPolicyFactory
{
    public List<string> Made { get; } = [];

    public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights)
    {
        Made.Add(string.Join(' ', names.Zip(weights, (name, weight) => $"{name}={weight}")));
        return new Cycling([.. weights.SelectMany((weight, i) => Enumerable.Repeat(i, weight))], weights.Count);
    }

    private sealed class Cycling(int[] cycle, int count) : SelectionPolicy(count)
    {
        private int _next = -1;

        public override int Select(RandomSource random, ReadOnlySpan<char> key) => cycle[(int)((uint)Interlocked.Increment(ref _next) % cycle.Length)];
    }
}

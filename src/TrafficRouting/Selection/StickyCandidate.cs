using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>A target with a weight above zero, known to sticky selection by the hash of its name.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StickyCandidate(ulong NameHash, uint Weight, int Target)
{
    /// <summary>Lists the targets by name, which decides the (hardly possible) ties whatever the order they came in.</summary>
    public static StickyCandidate[] From(ReadOnlySpan<int> weights, ReadOnlySpan<string> names)
    {
        if (names.Length != weights.Length)
            throw new ArgumentException($"There are {names.Length} names for {weights.Length} weights; give one each.", nameof(names));

        var byName = new SortedDictionary<string, StickyCandidate>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(names[i], nameof(names));
            var name = names[i].ToLowerInvariant();
            if (!byName.TryAdd(name, new(StickyHash.Compute(name, seed: 0), (uint)weights[i], i)))
                throw new ArgumentException($"The name '{names[i]}' occurs twice; letter case does not tell names apart.", nameof(names));
        }

        return [.. byName.Values.Where(c => c.Weight > 0)];
    }

    /// <summary>The waiting time a key's hash gives this target, before the weight shortens it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong UnweightedWait(ulong keyHash) => NegativeLogarithm.Of(StickyHash.Combine(keyHash, NameHash));
}

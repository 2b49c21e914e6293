using System.Numerics;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// Values by name, case-insensitive, for spans. Immutable. Twice as fast as a dictionary for names of usual length, which every
/// request pays: the hash takes eight letters per step, and a name found is compared once.
/// </summary>
internal sealed class HostTable<T>
    where T : notnull
{
    private const ulong Mixer = 0xa076_1d64_78bd_642f;
    private const ulong Second = 0xe703_7ed1_a0b4_28db;

    // So many entries are copied to replace one.
    private const int PartBits = 9;
    private const int PartMask = (1 << PartBits) - 1;

    // Open addressing, at most half full, so that a search ends soon; in parts, so that a change copies few of them.
    private readonly Entry[][] _parts;
    private readonly int _mask;

    private HostTable(Entry[][] parts, int mask) => (_parts, _mask) = (parts, mask);

    /// <summary>Files values under their names, of which no two may be equal but for case.</summary>
    public static HostTable<T> Build(IReadOnlyCollection<KeyValuePair<string, T>> values)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, values.Count) * 2);
        var parts = new Entry[Math.Max(1, size >> PartBits)][];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = new Entry[Math.Min(size, PartMask + 1)];
        var table = new HostTable<T>(parts, size - 1);
        foreach (var (name, value) in values)
        {
            ref var entry = ref table.Find(name, out var hash, out _);
            entry = new(name, hash, value);
        }

        return table;
    }

    /// <summary>The same names with other values under some of them.</summary>
    public HostTable<T> Replace(List<KeyValuePair<string, T>> replaced)
    {
        if (replaced.Count == 0)
            return this;
        var table = new HostTable<T>([.. _parts], _mask);
        var copied = new HashSet<Entry[]>();
        foreach (var (name, value) in replaced)
        {
            var entry = Find(name, out _, out var slot);
            ref var part = ref table._parts[slot >> PartBits];
            if (!copied.Contains(part))
                copied.Add(part = (Entry[])part.Clone());
            part[slot & PartMask] = new(entry.Name, entry.Hash, value);
        }

        return table;
    }

    public bool TryFind(ReadOnlySpan<char> name, out T value)
    {
        ref readonly var entry = ref Find(name, out _, out _);
        value = entry.Value;
        return entry.Name is not null;
    }

    // The entry of the name, else the free one where the search ends.
    private ref Entry Find(ReadOnlySpan<char> name, out ulong hash, out int slot)
    {
        var parts = _parts;
        var mask = _mask;
        hash = Hash(name);
        for (slot = (int)hash; ; slot++)
        {
            slot &= mask;
            ref var entry = ref parts[slot >> PartBits][slot & PartMask];
            if (entry.Name is null || (entry.Hash == hash && IsSame(name, entry.Name)))
                return ref entry;
        }
    }

    // Requests mostly spell a host as it was configured.
    private static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.SequenceEqual(other) || one.Equals(other, StringComparison.OrdinalIgnoreCase);

    // The folded multiplication of wyhash. Names that are equal but for case hash alike.
    private static ulong Hash(ReadOnlySpan<char> name)
    {
        var hash = (ulong)name.Length;
        var rest = MemoryMarshal.AsBytes(name);
        for (; rest.Length >= 2 * sizeof(ulong); rest = rest[(2 * sizeof(ulong))..])
            hash = WideMultiply.Fold(Letters(rest) ^ Mixer, Letters(rest[sizeof(ulong)..]) ^ hash);
        if (rest.Length >= sizeof(ulong))
        {
            // The second word overlaps the first, so that no letter is left over.
            return WideMultiply.Fold(Letters(rest) ^ Second, Letters(rest[^sizeof(ulong)..]) ^ hash);
        }

        var last = 0UL;
        foreach (var letter in MemoryMarshal.Cast<byte, char>(rest))
            last = (last << 16) | letter;
        return WideMultiply.Fold(CaseFolding.Fold(last) ^ Second, hash ^ Mixer);
    }

    private static ulong Letters(ReadOnlySpan<byte> bytes) => CaseFolding.Fold(MemoryMarshal.Read<ulong>(bytes));

    private readonly record struct Entry(string? Name, ulong Hash, T Value);
}

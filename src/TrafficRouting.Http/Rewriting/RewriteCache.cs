using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting.Http;

/// <summary>
/// Remembers where URIs were sent, for one table. Direct-mapped: each URI has one slot per endpoint, where the latest stays, so that
/// no caller can make it grow. URIs with a query or user information are never held, nor long ones, nor those whose text is
/// not their path, such as with escapes. Safe for concurrent use.
/// </summary>
internal sealed class RewriteCache(RouteTable table)
{
    private const int SlotBits = 10;
    private const int LongestHeld = 512;

    private readonly Entry?[] _entries = new Entry?[1 << SlotBits];

    public RouteTable Table { get; } = table;

    public Uri Rewrite(Uri caller, RouteDecision decision, Endpoint endpoint)
    {
        var text = caller.OriginalString;
        if (text.Length > LongestHeld || text.AsSpan().IndexOfAny('?', '@') >= 0)
            return UriRewriter.Rewrite(caller, decision, endpoint);

        ref var slot = ref _entries[Slot(text, endpoint)];
        var entry = slot;
        if (entry is not null && entry.IsOf(text, decision, endpoint))
            return entry.Target;

        var target = UriRewriter.Rewrite(caller, decision, endpoint);
        // Of other texts there may be two URIs, one of which was told to leave its path as it is.
        if (PlainUri.KeepsTarget(text))
            slot = new(text, decision, endpoint, target);
        return target;
    }

    // URIs of one service differ at their ends, and a split sends each to several endpoints. A clash costs a rewrite, so a cheap mix will do.
    private static int Slot(string text, Endpoint endpoint)
    {
        const ulong mixer = 0x9E37_79B9_7F4A_7C15;
        var hash = ((ulong)RuntimeHelpers.GetHashCode(endpoint) << 32) ^ (uint)text.Length;
        var end = MemoryMarshal.AsBytes(text.AsSpan(Math.Max(0, text.Length - 16)));
        for (; end.Length >= sizeof(ulong); end = end[sizeof(ulong)..])
            hash = BitOperations.RotateRight((hash ^ MemoryMarshal.Read<ulong>(end)) * mixer, 32);
        foreach (var rest in end)
            hash = (hash ^ rest) * mixer;
        // The highest bits of a product are the ones that depend on all others.
        return (int)((hash * mixer) >> (64 - SlotBits));
    }

    private sealed class Entry(string caller, RouteDecision decision, Endpoint endpoint, Uri target)
    {
        public Uri Target { get; } = target;

        public bool IsOf(string otherCaller, RouteDecision otherDecision, Endpoint otherEndpoint) =>
            ReferenceEquals(decision, otherDecision)
            && ReferenceEquals(endpoint, otherEndpoint)
            && caller.Equals(otherCaller, StringComparison.Ordinal);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting.Http;

/// <summary>
/// Remembers where URIs were sent, for one table. Direct-mapped: each URI has one slot per endpoint, so that no caller can make it grow. A slot
/// that is taken goes to who comes twice in a row, so that URIs that never come again leave nothing behind. URIs with a query or user information
/// are never held, nor long ones, nor those whose text is not their path, such as with escapes. Safe for concurrent use.
/// </summary>
internal sealed class RewriteCache(RouteTable table)
{
    private const int SlotBits = 10;
    private const int MaxHeldLength = 512;

    private readonly Entry?[] _entries = new Entry?[1 << SlotBits];

    // The marks of what each slot holds and of who came last and was not held, side by side: most URIs that are not there are told by these alone.
    private readonly ulong[] _marks = new ulong[1 << SlotBits];

    public RouteTable Table { get; } = table;

    public Uri Rewrite(Uri caller, in PlainUri plain, RouteDecision decision, Endpoint endpoint)
    {
        var text = caller.OriginalString;
        if (text.Length > MaxHeldLength || (plain.Target.IsEmpty ? text.AsSpan().IndexOfAny('?', '@') >= 0 : plain.HasQuery))
            return UriRewriter.Rewrite(caller, in plain, decision, endpoint);

        // Where the path stays as it is, rules that lead to one endpoint share what they hold.
        object edit = decision.Rewrite is { EditsPath: true } ? decision : endpoint;
        var hash = Hash(text, edit, endpoint);
        var slot = (int)(hash >> (64 - SlotBits));
        var mark = (uint)hash | 1;
        var marks = _marks[slot];
        var held = (uint)marks;
        if (held == mark && _entries[slot] is { } entry && entry.IsOf(text, edit, endpoint))
            return entry.Target;

        var target = UriRewriter.Rewrite(caller, in plain, decision, endpoint);
        if (held != 0 && (uint)(marks >> 32) != mark)
        {
            _marks[slot] = held | ((ulong)mark << 32);
        }
        else if (!plain.Target.IsEmpty || PlainUri.KeepsTarget(text))
        {
            // Of other texts there may be two URIs, one of which was told to leave its path as it is.
            _entries[slot] = new(text, edit, endpoint, target);
            _marks[slot] = mark;
        }

        return target;
    }

    // URIs of one service differ at their ends, and a split sends each to several endpoints. A clash costs a rewrite, so a cheap mix will do.
    private static ulong Hash(string text, object edit, Endpoint endpoint)
    {
        const ulong mixer = 0x9E37_79B9_7F4A_7C15, second = 0xBF58_476D_1CE4_E5B9, third = 0x94D0_49BB_1331_11EB, fourth = 0xD6E8_FEB8_6659_FD93;
        var hash = ((ulong)RuntimeHelpers.GetHashCode(endpoint) << 32) ^ (uint)text.Length;
        if (!ReferenceEquals(edit, endpoint))
            hash ^= (ulong)RuntimeHelpers.GetHashCode(edit) * mixer;
        var end = MemoryMarshal.AsBytes(text.AsSpan(Math.Max(0, text.Length - 16)));
        if (end.Length == 4 * sizeof(ulong))
        {
            // Four products that do not wait for one another.
            var parts = MemoryMarshal.Cast<byte, ulong>(end);
            hash = ((hash ^ parts[0]) * mixer) + (BitOperations.RotateLeft(parts[1], 17) * second) + (BitOperations.RotateLeft(parts[2], 31) * third) + (BitOperations.RotateLeft(parts[3], 47) * fourth);
            hash ^= hash >> 32;
        }
        else
        {
            foreach (var letter in MemoryMarshal.Cast<byte, char>(end))
                hash = (hash ^ letter) * mixer;
        }

        // The highest bits of a product are the ones that depend on all others.
        hash *= mixer;
        return hash ^ (hash >> 32);
    }

    private sealed class Entry(string caller, object edit, Endpoint endpoint, Uri target)
    {
        public Uri Target { get; } = target;

        public bool IsOf(string otherCaller, object otherEdit, Endpoint otherEndpoint) =>
            ReferenceEquals(edit, otherEdit)
            && ReferenceEquals(endpoint, otherEndpoint)
            && caller.Equals(otherCaller, StringComparison.Ordinal);
    }
}

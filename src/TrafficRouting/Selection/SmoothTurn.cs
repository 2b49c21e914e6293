using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>One of a target's turns in a smooth cycle.</summary>
/// <param name="Target">The target.</param>
/// <param name="Weight">Its turns per cycle.</param>
/// <param name="Number">Which of them this is, from 0.</param>
/// <param name="Parts">The slack of the cycle's bound is one part in so many.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SmoothTurn(int Target, int Weight, int Number, int Parts)
{
    /// <summary>Gets the order of (Number + 1 - 1/Parts) / Weight, the part of the cycle by which a turn is due.</summary>
    public static Comparer<SmoothTurn> SoonestDue { get; } = Comparer<SmoothTurn>.Create(CompareDue);

    /// <summary>The first step (from 0) at which the turn does not put the target too far ahead of its share.</summary>
    public int EarliestStep(long length)
    {
        var share = (long)Weight * Parts;
        return (int)((((((long)Number * Parts) + 1) * length) + share - 1) / share) - 1;
    }

    private static int CompareDue(SmoothTurn x, SmoothTurn y)
    {
        var order = (((x.Number + 1L) * x.Parts) - 1) * y.Weight;
        order -= (((y.Number + 1L) * y.Parts) - 1) * x.Weight;
        return order == 0 ? x.Target.CompareTo(y.Target) : Math.Sign(order);
    }
}

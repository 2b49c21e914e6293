namespace TrafficRouting;

/// <summary>From where to where a number or a time, in seconds, may go.</summary>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="AboveMin">Whether the least value itself is excluded.</param>
/// <param name="BelowMax">Whether the greatest value itself is excluded.</param>
internal sealed record Bounds(double Min = double.NegativeInfinity, double Max = double.PositiveInfinity, bool AboveMin = false, bool BelowMax = false)
{
    public bool Contains(double value) => (AboveMin ? value > Min : value >= Min) && (BelowMax ? value < Max : value <= Max);

    /// <summary>Says it in words, such as <c>1 to 65,535</c> or <c>above zero and at most 49 days</c>.</summary>
    public string ToString(Func<double, string> text)
    {
        if (double.IsFinite(Min) && double.IsFinite(Max) && !AboveMin && !BelowMax)
            return $"{text(Min)} to {text(Max)}";

        var above = AboveMin ? $"above {text(Min)}" : $"{text(Min)} or more";
        if (!double.IsFinite(Max))
            return above;
        return $"{(AboveMin ? above : $"at least {text(Min)}")} and {(BelowMax ? "below" : "at most")} {text(Max)}";
    }
}

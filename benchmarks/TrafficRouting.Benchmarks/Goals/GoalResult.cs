using System.Globalization;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>What one case measured, beside what its goal asks for.</summary>
public sealed record GoalResult(GoalAttribute Goal, string Case, double Value)
{
    private bool IsBytes => Goal.Per is null;

    public bool IsKept(double slack) => IsBytes
        ? Value <= Goal.Bytes
        : Value <= Goal.AtMost * slack && Value >= Goal.AtLeast / slack;

    public override string ToString()
    {
        var bound = IsBytes ? $"{Value} B ≤ {Goal.Bytes} B"
            : double.IsInfinity(Goal.AtMost) && Goal.AtLeast == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Value:0.00}x")
            : Goal.AtLeast > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Value:0.0}x ≥ {Goal.AtLeast}x")
            : string.Create(CultureInfo.InvariantCulture, $"{Value:0.00}x ≤ {Goal.AtMost}x");
        return $"{Goal.Name}{(Case.Length > 0 ? $" ({Case})" : string.Empty)}: {bound} {(IsKept(slack: 1) ? "ok" : "MISSED")}";
    }
}

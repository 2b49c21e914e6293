namespace TrafficRouting.Benchmarks.Goals;

/// <summary>
/// A bound that the benchmarks of a class must keep, as a ratio of two of them in the same run or as bytes allocated.
/// Printed after the run; with <c>--goals-slack 2</c> a ratio beyond twice its bound makes the program exit with 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GoalAttribute(string name) : Attribute
{
    /// <summary>Gets what the goal says, such as "goal 1: pick / bare draw".</summary>
    public string Name { get; } = name;

    /// <summary>Gets the measured method.</summary>
    public required string Of { get; init; }

    /// <summary>Gets the parameters it is measured at, such as "N=2"; without, each of its cases must keep the bound.</summary>
    public string? Where { get; init; }

    /// <summary>Gets the method its time is divided by; none for a goal about bytes.</summary>
    public string? Per { get; init; }

    /// <summary>Gets the parameters the divisor is measured at; without, those of the measured case.</summary>
    public string? PerWhere { get; init; }

    /// <summary>Gets a value indicating whether medians are compared in place of the fastest iterations, which flatter what lives on caches.</summary>
    public bool Typical { get; init; }

    /// <summary>Gets a value indicating whether other threads take part, so that it is left to BenchmarkDotNet, and medians are compared.</summary>
    public bool Contended { get; init; }

    /// <summary>Gets the ratio that may not be exceeded; where there is no bound at all, the ratio is only printed.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the ratio that must be reached.</summary>
    public double AtLeast { get; init; }

    /// <summary>Gets the bytes that one operation may allocate; no slack applies.</summary>
    public long Bytes { get; init; } = long.MaxValue;
}

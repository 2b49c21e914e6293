namespace TrafficRouting.Cli;

/// <summary>A condition that made a region smaller.</summary>
internal sealed class RegionStep
{
    public RegionStep(Clause clause, bool holds, AtomSet from, RegionStep? before)
    {
        (Clause, Holds, Before) = (clause, holds, before);
        Whole = from;
        for (var step = before; step is not null; step = step.Before)
        {
            if (step.Clause.Space == clause.Space)
            {
                Whole = step.Whole;
                break;
            }
        }
    }

    public Clause Clause { get; }

    public bool Holds { get; }

    public RegionStep? Before { get; }

    /// <summary>Gets what the field could be before any condition.</summary>
    public AtomSet Whole { get; }
}

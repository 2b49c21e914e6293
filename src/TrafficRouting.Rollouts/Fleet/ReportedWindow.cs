namespace TrafficRouting.Rollouts;

/// <summary>What one replica saw over some time in which one state was in force.</summary>
/// <param name="Number">The number of the window, growing within the replica.</param>
/// <param name="Attempt">The attempt in force.</param>
/// <param name="Step">The step in force.</param>
/// <param name="Age">How long the step had been going on when the window began.</param>
/// <param name="Strata">For each stratum the counts of the canary and those of the stable backend.</param>
internal sealed record ReportedWindow(long Number, int Attempt, int Step, TimeSpan Age, long[][][] Strata)
{
    public static ReportedWindow Of(long number, RolloutState inForce, RolloutWindow window) => new(
        number,
        inForce.Attempt,
        inForce.Step,
        window.From > inForce.StepStartedAt ? window.From - inForce.StepStartedAt : TimeSpan.Zero,
        [.. window.Strata.Where(s => !(s.Canary.IsEmpty && s.Stable.IsEmpty)).Select(s => new[] { s.Canary.ToCounts(), s.Stable.ToCounts() })]);

    /// <summary>The counts of each stratum.</summary>
    /// <exception cref="FormatException">The counts cannot be read.</exception>
    public IEnumerable<Stratum> ToStrata() => Strata.Select(s => s.Length == 2
        ? new Stratum(BackendWindow.FromCounts(s[0]), BackendWindow.FromCounts(s[1]))
        : throw new FormatException("a stratum has counts of two backends"));
}

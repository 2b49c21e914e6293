namespace Fleet;

/// <summary>The clock of a process whose time of day is wrong.</summary>
internal sealed class SkewedClock(int minutes) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(minutes);
}

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>What a benchmark took at one set of parameters.</summary>
public interface IMeasuredCase
{
    string Method { get; }

    string Parameters { get; }

    /// <summary>Gets the time of one operation in its fastest iteration, which other work on the machine disturbed least.</summary>
    double Nanoseconds { get; }

    long Bytes { get; }

    /// <summary>Gets the ratio of the times of one operation in the middle.</summary>
    double TypicalRatio(IMeasuredCase per);
}

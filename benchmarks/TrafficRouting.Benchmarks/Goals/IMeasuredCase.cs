namespace TrafficRouting.Benchmarks.Goals;

/// <summary>What a benchmark took at one set of parameters.</summary>
public interface IMeasuredCase
{
    string Method { get; }

    string Parameters { get; }

    /// <summary>Gets the time of one operation in its fastest iteration, which other work on the machine disturbed least.</summary>
    double Nanoseconds { get; }

    /// <summary>Gets the time of one operation in the middle iteration, for goals about contention.</summary>
    double MedianNanoseconds { get; }

    long Bytes { get; }
}

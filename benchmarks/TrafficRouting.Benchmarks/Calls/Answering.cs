namespace TrafficRouting.Benchmarks.Calls;

/// <summary>When a primary answers.</summary>
public enum Answering
{
    /// <summary>Before its SendAsync returns, so that no handler suspends.</summary>
    AtOnce,

    /// <summary>Afterwards, as every server does, so that every handler that waits for it suspends.</summary>
    Later,
}

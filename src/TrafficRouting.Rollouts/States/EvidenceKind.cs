namespace TrafficRouting.Rollouts;

/// <summary>What a statistical test asks of the canary.</summary>
public enum EvidenceKind
{
    /// <summary>Whether it fails more often, or is slower, than the stable backend by more than allowed.</summary>
    Comparison,

    /// <summary>Whether it misses an absolute bound.</summary>
    Bound,

    /// <summary>Whether it is cancelled, by callers or by timeouts outside of routing, more often than the stable backend.</summary>
    Cancellations,

    /// <summary>Whether it answers with 3xx more often than the stable backend.</summary>
    Redirections,

    /// <summary>Whether it answers with 4xx, or with such a status of gRPC, more often than the stable backend.</summary>
    ClientErrors,
}

namespace TrafficRouting.Http;

/// <summary>Takes note of a table's traffic. Called on the threads of callers and mirrors, from several at once: must be quick, allocate nothing once it is warm, and throw nothing.</summary>
internal interface ITrafficRecorder
{
    /// <summary>Called for each attempt that is routed, before it is sent.</summary>
    void Decided(RoutedClient? client, RouteDecision decision);

    /// <summary>Called for each attempt that ended.</summary>
    void Completed(in RoutedAttempt attempt);

    /// <summary>Called for each request that is not routed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="service">The service none of whose routes matched, or null for an unknown host.</param>
    void Unrouted(RoutedClient? client, Service? service);

    /// <summary>Called for each copy, once, with what became of it.</summary>
    void Mirrored(Mirror mirror, MirrorOutcome outcome);

    /// <summary>Called for each compared pair of responses.</summary>
    void Compared(MirrorComparison comparison);
}

namespace TrafficRouting.Manifests;

/// <summary>The retries of a rule.</summary>
/// <param name="Failover">When a request is sent again; null where it never is.</param>
/// <param name="PerTryTimeout">The time of one attempt, or null where the rule's counts.</param>
internal sealed record HttpRetries(FailoverOptions? Failover, TimeSpan? PerTryTimeout);

namespace TrafficRouting.Rollouts;

/// <summary>What became of a first attempt, as far as analysis tells attempts apart.</summary>
internal enum ObservedOutcome
{
    Success,

    /// <summary>Answered with 3xx, and that is no failure.</summary>
    Redirection,

    /// <summary>Answered with 4xx or with such a status of gRPC, and that is no failure.</summary>
    ClientError,

    Failure,

    /// <summary>Ended from outside: the caller gave up, or a timeout around the routing did.</summary>
    Cancellation,
}

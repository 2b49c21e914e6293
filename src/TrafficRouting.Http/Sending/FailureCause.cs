namespace TrafficRouting.Http;

/// <summary>What an attempt failed by, as far as that says something of the place it was sent to.</summary>
internal enum FailureCause
{
    /// <summary>Nothing of the place: the caller gave up, its body could not be read, a handler or a limit of the client's own stood in the way.</summary>
    None,

    /// <summary>There was no connection to send by, or a circuit breaker let none be made.</summary>
    NoConnection,

    /// <summary>The connection was not made within the primary handler's own time for that.</summary>
    ConnectTimeout,

    /// <summary>The connection was broken off, or what came by it was no answer.</summary>
    Reset,

    /// <summary>The answer did not come in time.</summary>
    Timeout,
}

namespace TrafficRouting.Http;

/// <summary>
/// What the copies of one message have in common: hedging handlers send several at once. Kept in the options of the message before
/// anybody copies it, so that all copies refer to the same one. Safe for concurrent use.
/// </summary>
internal sealed class LogicalRequest
{
    private RouteDecision? _decision;
    private int _begun;
    private int _mirrored;

    /// <summary>Gets or sets a value indicating whether each attempt is decided anew, whatever the route says.</summary>
    public bool DecidesEveryAttempt { get; set; }

    /// <summary>Gets or sets the latest decision.</summary>
    public RouteDecision? Decision
    {
        get => Volatile.Read(ref _decision);
        set => Volatile.Write(ref _decision, value);
    }

    /// <summary>Begins an attempt; <see langword="true"/> for the first.</summary>
    public bool Begin() => Interlocked.Exchange(ref _begun, 1) == 0;

    /// <summary>Asks for the mirrors; <see langword="true"/> for the first that is sent.</summary>
    public bool TakeMirrors() => Interlocked.Exchange(ref _mirrored, 1) == 0;
}

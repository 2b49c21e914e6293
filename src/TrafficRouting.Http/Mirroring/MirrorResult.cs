namespace TrafficRouting.Http;

/// <summary>What became of one copy that was sent.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Comparison">The compared responses, when both arrived.</param>
/// <param name="Failure">What the send threw.</param>
internal readonly record struct MirrorResult(MirrorOutcome Outcome, MirrorComparison? Comparison = null, Exception? Failure = null)
{
    /// <summary>Gets what the log says of a failure: its kind alone, because messages of exceptions may quote headers.</summary>
    public string Reason => this switch
    {
        { Outcome: MirrorOutcome.Timeout } => "no response in time",
        { Failure: HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } failure } => failure.HttpRequestError.ToString(),
        _ => Failure?.GetType().Name ?? Outcome.ToString(),
    };

    /// <summary>Tells whether the copy failed because its address names several schemes, which only service discovery understands.</summary>
    public bool LacksDiscovery(Backend backend) =>
        Failure is NotSupportedException && backend.Endpoints.Any(e => e.Address.Scheme.Contains('+', StringComparison.Ordinal));
}

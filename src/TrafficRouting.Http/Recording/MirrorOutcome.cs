namespace TrafficRouting.Http;

/// <summary>What became of one copy of a request; each drawn copy ends in exactly one of these.</summary>
internal enum MirrorOutcome
{
    /// <summary>The mirror's response headers arrived, whatever their status.</summary>
    Sent,

    /// <summary>The copy could not be sent or its response not be received.</summary>
    Failed,

    /// <summary>The mirror did not answer in time.</summary>
    Timeout,

    /// <summary>The queue was full by copies or bytes, or the process was shutting down.</summary>
    Dropped,

    /// <summary>The mirror's backend is left alone after too many failures in a row.</summary>
    BreakerOpen,

    /// <summary>The body is larger than what is copied.</summary>
    TooLarge,

    /// <summary>The content failed while it was copied, or the primary did not write it to the end.</summary>
    CopyFailed,

    /// <summary>The method is not among the mirror's.</summary>
    Method,

    /// <summary>gRPC, upgrades, CONNECT and Expect: 100-continue are never mirrored, nor is a request whose path would climb out of the mirror's.</summary>
    NotMirrorable,
}

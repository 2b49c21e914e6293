namespace TrafficRouting.Manifests;

/// <summary>What the documents leave open about a backend's address.</summary>
/// <param name="Severity">An error where nothing can be sent, else a warning.</param>
/// <param name="Reason">The sentence that says so.</param>
internal sealed record Unresolved(FindingSeverity Severity, string Reason)
{
    /// <summary>Gets a value indicating whether requests are answered, because nobody knows where to send them.</summary>
    public bool IsAnswered { get; init; }
}

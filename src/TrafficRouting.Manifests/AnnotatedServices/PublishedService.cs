namespace TrafficRouting.Manifests;

/// <summary>A Service that is published under a host name.</summary>
/// <param name="Document">The Service.</param>
/// <param name="Published">The host name that clients call.</param>
/// <param name="Canary">The share of its requests in percent when it is the canary, or null for the stable Service.</param>
internal sealed record PublishedService(ManifestDocument Document, string Published, int? Canary)
{
    /// <summary>Gets a value indicating whether its annotations are a canary's, in force or switched off.</summary>
    public bool WasCanary { get; init; }
}

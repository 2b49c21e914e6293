namespace TrafficRouting.Manifests;

/// <summary>A TrafficSplit.</summary>
/// <param name="Document">Where it is written.</param>
/// <param name="Root">The full name of the Service that clients call.</param>
/// <param name="Backends">Where its requests go instead.</param>
/// <param name="Matches">Which of its requests are split, or null for all.</param>
internal sealed record TrafficSplit(ManifestDocument Document, string Root, IReadOnlyList<SplitBackend> Backends, IReadOnlyList<MatchOptions>? Matches);

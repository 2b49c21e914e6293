namespace TrafficRouting.Manifests;

/// <summary>A named part of a host's endpoints.</summary>
/// <param name="Labels">The labels an endpoint must carry to be in it.</param>
/// <param name="Policy">Its own policy, or null where it has none.</param>
/// <param name="Fields">Where it is written.</param>
internal sealed record KnownSubset(IReadOnlyDictionary<string, string> Labels, TrafficPolicy? Policy, Fields Fields);

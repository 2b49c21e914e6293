namespace TrafficRouting.Manifests;

/// <summary>An entry of <c>weighted_upstreams</c>: a backend and its weight.</summary>
/// <param name="Backend">The name of the backend; the route's own where the entry names none.</param>
/// <param name="Weight">Its weight.</param>
internal sealed record WeightedUpstream(string Backend, int Weight);

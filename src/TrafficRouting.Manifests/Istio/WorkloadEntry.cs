namespace TrafficRouting.Manifests;

/// <summary>A WorkloadEntry: an endpoint that ServiceEntries of its namespace choose by labels.</summary>
internal sealed record WorkloadEntry(string Namespace, KnownEndpoint Endpoint);

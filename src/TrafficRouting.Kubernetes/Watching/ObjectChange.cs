using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>What became of an object.</summary>
/// <param name="Key">Kind, namespace and name.</param>
/// <param name="Content">What it says now; null when it is gone.</param>
internal readonly record struct ObjectChange(string Key, MapNode? Content);

using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>What became of an object.</summary>
/// <param name="Key">Kind, namespace and name.</param>
/// <param name="Content">What it says now; null when it is gone.</param>
/// <param name="Uid">What tells it from others that had its name.</param>
/// <param name="IsAnother">Whether it took the place of another one of its name.</param>
internal readonly record struct ObjectChange(string Key, MapNode? Content, Guid Uid = default, bool IsAnother = false);

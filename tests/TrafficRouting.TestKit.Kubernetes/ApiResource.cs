namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>A kind that an API server serves.</summary>
/// <param name="Group">The group; empty for the core group.</param>
/// <param name="Plural">The name in paths.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Versions">The versions that are served, the preferred one first; objects are kept without one.</param>
public sealed record ApiResource(string Group, string Plural, string Kind, params IReadOnlyList<string> Versions)
{
    public bool IsNamespaced { get; init; } = true;

    /// <summary>Gets a value indicating whether lists leave out of their items what they say themselves, as those of built-in kinds do.</summary>
    public bool IsBuiltIn => !Group.Contains('.', StringComparison.Ordinal) || Group.EndsWith("discovery.k8s.io", StringComparison.Ordinal) || Group.EndsWith("coordination.k8s.io", StringComparison.Ordinal);

    public string ApiVersion(string version) => Group.Length == 0 ? version : $"{Group}/{version}";
}

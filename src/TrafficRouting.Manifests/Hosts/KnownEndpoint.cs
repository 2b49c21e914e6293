namespace TrafficRouting.Manifests;

/// <summary>An address behind a host.</summary>
/// <param name="Address">An IP address or host name.</param>
/// <param name="Labels">The labels that subsets choose by.</param>
/// <param name="Ports">Its port by the name of the host's port.</param>
/// <param name="Weight">Its share, or null when it has none of its own.</param>
/// <param name="Fields">Where it is written.</param>
internal sealed record KnownEndpoint(
    string Address, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, int> Ports, int? Weight, Fields Fields)
{
    /// <summary>Gets a value indicating whether it has no other ports than those.</summary>
    public bool HasAllPorts { get; init; }

    /// <summary>Gets a value indicating whether its labels are those of a Pod that is not among the documents.</summary>
    public bool IsOfUnknownPod { get; init; }

    /// <summary>Gets a value indicating whether it ends, and takes requests only as long as nobody else can.</summary>
    public bool IsLeaving { get; init; }

    public bool HasLabels(IReadOnlyDictionary<string, string> labels) => labels.All(l => Labels.TryGetValue(l.Key, out var value) && value == l.Value);
}

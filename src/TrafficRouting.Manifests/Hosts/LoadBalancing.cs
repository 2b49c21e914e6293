namespace TrafficRouting.Manifests;

/// <summary>How the endpoints of a backend are chosen.</summary>
/// <param name="Selection">The selection.</param>
/// <param name="Sticky">What ties a caller to one endpoint, or null.</param>
internal sealed record LoadBalancing(string Selection, StickyOptions? Sticky = null)
{
    public static LoadBalancing InTurn { get; } = new(SelectionNames.RoundRobin);
}

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>What all sources give at one moment. Immutable.</summary>
/// <param name="Snapshots">The snapshots, in the order of their sources.</param>
/// <param name="Section">The keys of the section; null where there is none.</param>
internal sealed record RoutingInput(ImmutableArray<RoutingSnapshot> Snapshots, SectionKeys? Section)
{
    /// <summary>Gets the number of sources, the section included.</summary>
    public int Count => Snapshots.Length + 1;

    /// <summary>Gives the sources whose state is another one than at the other moment.</summary>
    public List<int> ChangesSince(RoutingInput other) =>
        [.. Enumerable.Range(0, Count).Where(i => i < Snapshots.Length ? !ReferenceEquals(Snapshots[i], other.Snapshots[i]) : !ReferenceEquals(Section, other.Section))];

    /// <summary>Takes one source's state from another moment.</summary>
    public RoutingInput With(int source, RoutingInput other) => source < Snapshots.Length
        ? this with { Snapshots = Snapshots.SetItem(source, other.Snapshots[source]) }
        : this with { Section = other.Section };

    /// <summary>Takes another state of a source.</summary>
    public RoutingInput With(int source, RoutingSnapshot state) => this with { Snapshots = Snapshots.SetItem(source, state) };
}

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>What a source gives at one moment. Immutable: the options are never changed once they are here.</summary>
/// <param name="options">The options.</param>
/// <param name="findings">What was found while they were read; an error among them means that the options are those of an earlier, good state.</param>
/// <param name="locations">Where entries are written, by reference; none by default.</param>
public sealed class RoutingSnapshot(
    TrafficRoutingOptions options, ImmutableArray<Finding> findings, IReadOnlyDictionary<object, SourceLocation>? locations = null)
{
    /// <summary>Gets the options.</summary>
    public TrafficRoutingOptions Options { get; } = options;

    /// <summary>Gets what was found while they were read.</summary>
    public ImmutableArray<Finding> Findings { get; } = findings;

    /// <summary>Gets a value indicating whether it is no mistake when the options are empty, such as those of documents without a rule for this application.</summary>
    internal bool MayBeEmpty { get; init; }

    /// <summary>Gets what is to be said about addresses unless something over the source gives others.</summary>
    internal ImmutableArray<AddressFinding> AddressFindings { get; init; } = [];

    // Not the state itself that they are of, which would keep the one before it in turn.
    private Dictionary<object, SourceLocation?>? Kept { get; init; }

    /// <summary>Gives where an entry of the options (a backend, service, route, match, mirror) is written, or null.</summary>
    /// <param name="entry">The entry itself, found by reference.</param>
    public SourceLocation? LocationOf(object entry) =>
        locations is not null && locations.TryGetValue(entry, out var location) ? location : Kept?.GetValueOrDefault(entry);

    /// <summary>Gives the same with other options, of which some parts are those of another state.</summary>
    internal RoutingSnapshot With(TrafficRoutingOptions other, IEnumerable<object> kept, RoutingSnapshot from) => new(other, Findings, locations)
    {
        MayBeEmpty = MayBeEmpty,
        AddressFindings = AddressFindings,
        Kept = kept.Distinct(ReferenceEqualityComparer.Instance).ToDictionary(part => part, from.LocationOf, ReferenceEqualityComparer.Instance),
    };
}

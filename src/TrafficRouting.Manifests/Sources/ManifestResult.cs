using System.Collections.Immutable;

namespace TrafficRouting.Manifests;

/// <summary>What documents give, outside of an application: for tests and tools. Immutable.</summary>
public sealed class ManifestResult
{
    private readonly EntryLocations _locations;
    private readonly IEnumerable<(Position Start, bool SaysWhere)> _starts;

    internal ManifestResult(ManifestImport import, IEnumerable<ImportFinding> rejected)
    {
        Options = import.Options;
        Documents = import.Documents;
        Skipped = import.Skipped;
        AddressFindings = import.AddressFindings;
        Findings = [.. rejected.Concat(import.Findings).Select(f => f.ToFinding()).Distinct()];
        _locations = import.Locations;
        _starts = import.Starts;
    }

    /// <summary>Gets the options. Where there are errors, they are what could be made of the rest.</summary>
    public TrafficRoutingOptions Options { get; }

    /// <summary>Gets what was found, errors first.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Gets how many documents were read, those that were skipped included.</summary>
    public int Documents { get; }

    /// <summary>Gets how many documents were skipped, because their kind does not concern routing.</summary>
    public int Skipped { get; }

    /// <summary>Gets how many documents say where requests go, and give no route to this application.</summary>
    internal int WithoutEffect => DocumentEffects.CountWithout(_starts, _locations.Values);

    /// <summary>Gets what is to be said about addresses unless configuration gives others.</summary>
    internal ImmutableArray<AddressFinding> AddressFindings { get; }

    /// <summary>Gives where an entry of the options (a backend, service, route, match, mirror) is written, or null.</summary>
    /// <param name="entry">The entry itself, found by reference.</param>
    public SourceLocation? LocationOf(object entry) => _locations.TryGetValue(entry, out var location) ? location : null;

    /// <summary>Gives the same as a source's snapshot, with what else there is to be said.</summary>
    internal RoutingSnapshot ToSnapshot(params ReadOnlySpan<Finding> others) => ToSnapshot(Options, others);

    /// <summary>Gives a snapshot of a part of the options.</summary>
    internal RoutingSnapshot ToSnapshot(TrafficRoutingOptions options, params ReadOnlySpan<Finding> others) =>
        new(options, [.. others, .. Findings], _locations) { AddressFindings = AddressFindings, MayBeEmpty = Documents > 0 };
}

using System.Collections.Immutable;

namespace TrafficRouting.Manifests;

/// <summary>What an import of documents gave.</summary>
internal sealed class ManifestImport
{
    private readonly FindingList _findings = new();

    /// <summary>Initializes the outcome of an import.</summary>
    /// <param name="context">The context it filled.</param>
    /// <param name="number">Its number.</param>
    /// <param name="isComplete">Whether all documents that describe hosts could be read.</param>
    /// <param name="skipped">How many documents do not concern routing.</param>
    /// <param name="documents">Where the documents begin, each with whether it says where requests go.</param>
    public ManifestImport(ImportContext context, int number, bool isComplete, int skipped, IReadOnlyList<(Position Start, bool SaysWhere)> documents)
    {
        Number = number;
        Options = context.Routing;
        Skipped = skipped;
        Starts = documents;
        AddressFindings = [.. context.Addresses.Findings(isComplete)];
        Locations = new([.. context.Steps.Select(s => s.Locations).OfType<List<KeyValuePair<object, Position>>>(), context.Locations]);
        foreach (var notes in context.Texts.Concat(context.Steps))
        {
            if (notes.Findings is { } found)
                _findings.AddRange(found);
        }
    }

    public int Number { get; }

    public TrafficRoutingOptions Options { get; }

    public int Documents => Starts.Count;

    public IReadOnlyList<(Position Start, bool SaysWhere)> Starts { get; }

    public int Skipped { get; }

    public bool HasErrors => _findings.HasErrors;

    /// <summary>Gets the findings, errors first.</summary>
    public IEnumerable<ImportFinding> Findings => _findings.Found;

    /// <summary>Gets what is to be said about addresses unless configuration gives others.</summary>
    public ImmutableArray<AddressFinding> AddressFindings { get; }

    /// <summary>Gets where the options are written.</summary>
    public EntryLocations Locations { get; }
}

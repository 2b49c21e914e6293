using System.Collections.Immutable;

namespace TrafficRouting.Manifests;

/// <summary>What an import of documents gave.</summary>
internal sealed class ManifestImport
{
    private readonly ImportUnit[] _units;
    private readonly FindingList _findings = new();

    /// <summary>Puts together what came of all texts.</summary>
    /// <param name="number">The number of the import.</param>
    /// <param name="units">What came of each text, in their order.</param>
    /// <param name="services">The services that came of all of them.</param>
    /// <param name="notes">What was found when those got their hosts.</param>
    /// <param name="clashes">Finds subsets that cannot be told apart.</param>
    /// <param name="backends">Room for the backends, with those of the import before.</param>
    public ManifestImport(
        int number, ImportUnit[] units, List<(ServiceDraft Draft, ServiceOptions Service)> services, ReadingNotes notes, SubsetClashes clashes, List<UsedBackend> backends)
    {
        Number = number;
        _units = units;
        ((Dictionary<string, BackendOptions>)Options.Backends).EnsureCapacity(backends.Count);
        backends.Clear();
        ((Dictionary<string, ServiceOptions>)Options.Services).EnsureCapacity(services.Count);
        foreach (var (draft, service) in services)
            Options.Services[ConfigurationName.Unused(draft.Name, Options.Services)] = service;
        var isComplete = true;
        foreach (var unit in units)
        {
            Documents += unit.Text.Documents.Count;
            Skipped += unit.Skipped;
            isComplete &= !unit.IsUnclear;
            foreach (var backend in unit.Backends)
            {
                if (Options.Backends.TryAdd(backend.Name, backend.Made.Options))
                    backends.Add(backend);
            }

            if (unit.HasFindings)
                Add(unit.Notes);
        }

        Add([notes]);
        AddressFindings = [.. AddressFinder.Find(backends, Options.Backends, isComplete, clashes)];
        Locations = new(units, services);
    }

    public int Number { get; }

    public TrafficRoutingOptions Options { get; } = new();

    public int Documents { get; }

    /// <summary>Gets where the documents begin, each with whether it says where requests go.</summary>
    public IEnumerable<(Position Start, bool SaysWhere)> Starts =>
        _units.SelectMany(u => u.Text.Documents).Select(d => (d.Position, ImportUnit.KindOf(d).Kind?.SaysWhere ?? false));

    public int Skipped { get; }

    public bool HasErrors => _findings.HasErrors;

    /// <summary>Gets the findings, errors first.</summary>
    public IEnumerable<ImportFinding> Findings => _findings.Found;

    /// <summary>Gets what is to be said about addresses unless configuration gives others.</summary>
    public ImmutableArray<AddressFinding> AddressFindings { get; }

    /// <summary>Gets where the options are written.</summary>
    public EntryLocations Locations { get; }

    private void Add(IEnumerable<ReadingNotes> notes)
    {
        foreach (var note in notes)
        {
            if (note.Findings is { } found)
                _findings.AddRange(found);
        }
    }
}

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>
/// What the sources give together, before the section is laid over it: of a backend or service that several have, the highest
/// source's, whole. Immutable.
/// </summary>
internal sealed class MergedSources
{
    private static readonly TrafficRoutingOptions Default = new();

    private readonly IReadOnlyList<RoutingSource> _sources;
    private readonly ImmutableArray<RoutingSnapshot> _snapshots;
    private readonly Dictionary<object, int> _owners = new(ReferenceEqualityComparer.Instance);

    public MergedSources(IReadOnlyList<RoutingSource> sources, ImmutableArray<RoutingSnapshot> snapshots, string path)
    {
        (_sources, _snapshots) = (sources, snapshots);
        for (var i = 0; i < snapshots.Length; i++)
        {
            var options = snapshots[i].Options;
            Take(options.Backends, Options.Backends, Text.Join(path, "Backends"), i);
            Take(options.Services, Options.Services, Text.Join(path, "Services"), i);
            if (options.Host != Default.Host)
                Options.Host = options.Host;
            if (!MirroringOptions.Shape.Same(options.Mirroring, Default.Mirroring))
                Options.Mirroring = options.Mirroring;
        }
    }

    public TrafficRoutingOptions Options { get; } = new();

    /// <summary>Gets what replaced what.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Gets a value indicating whether entries may come and go while the application runs.</summary>
    public bool HasLive => _sources.Any(s => s.IsLive);

    public bool IsEmpty => Options.Backends.Count == 0 && Options.Services.Count == 0;

    public bool AreOf(ImmutableArray<RoutingSnapshot> snapshots) => _snapshots.SequenceEqual(snapshots);

    /// <summary>Tells whether an entry comes from a source whose entries may come and go.</summary>
    public bool IsLive(object entry) => _owners.TryGetValue(entry, out var owner) && _sources[owner].IsLive;

    /// <summary>Gives where a part of an entry is written, or at least the entry.</summary>
    public SourceLocation? LocationOf(object entry, object? part) => _owners.TryGetValue(entry, out var owner)
        ? (part is null ? null : _snapshots[owner].LocationOf(part)) ?? _snapshots[owner].LocationOf(entry)
        : null;

    private void Take<T>(IDictionary<string, T> from, IDictionary<string, T> to, string path, int source)
        where T : class
    {
        foreach (var (name, entry) in from)
        {
            // Code may leave a null, which validation reports.
            if (to.TryGetValue(name, out var replaced) && replaced is not null)
            {
                Findings.Add(new(FindingSeverity.Information, Text.Join(path, name),
                    $"{_sources[source].Name} replaces what {_sources[_owners[replaced]].Name} has under this name."));
                to.Remove(name);
            }

            to[name] = entry;
            if (entry is not null)
                _owners[entry] = source;
        }
    }
}

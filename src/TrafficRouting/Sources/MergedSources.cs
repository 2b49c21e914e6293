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
    private Dictionary<object, int>? _owners;

    public MergedSources(IReadOnlyList<RoutingSource> sources, ImmutableArray<RoutingSnapshot> snapshots, string path)
    {
        (_sources, _snapshots) = (sources, snapshots);
        if (snapshots.Count(s => !IsEmptyOf(s.Options)) == 1)
        {
            Options = snapshots.First(s => !IsEmptyOf(s.Options)).Options;
            return;
        }

        for (var i = 0; i < snapshots.Length; i++)
        {
            var options = snapshots[i].Options;
            Take(o => o.Backends, Text.Join(path, "Backends"), i);
            Take(o => o.Services, Text.Join(path, "Services"), i);
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

    // Seldom asked for: where something is wrong, and by the section.
    private Dictionary<object, int> Owners => _owners ??= FindOwners();

    /// <summary>Tells whether an entry comes from a source whose entries may come and go.</summary>
    public bool IsLive(object entry) => Owners.TryGetValue(entry, out var owner) && _sources[owner].IsLive;

    /// <summary>Gives where a part of an entry is written, or at least the entry.</summary>
    public SourceLocation? LocationOf(object entry, object? part) => Owners.TryGetValue(entry, out var owner)
        ? (part is null ? null : _snapshots[owner].LocationOf(part)) ?? _snapshots[owner].LocationOf(entry)
        : null;

    private void Take<T>(Func<TrafficRoutingOptions, IDictionary<string, T>> map, string path, int source)
        where T : class
    {
        var to = map(Options);
        foreach (var (name, entry) in map(_snapshots[source].Options))
        {
            // Code may leave a null, which validation reports.
            if (to.TryGetValue(name, out var replaced) && replaced is not null)
            {
                Findings.Add(new(FindingSeverity.Information, Text.Join(path, name),
                    $"{_sources[source].Name} replaces what {_sources[Last(map, name, source - 1)].Name} has under this name."));
                to.Remove(name);
            }

            to[name] = entry;
        }
    }

    private static bool IsEmptyOf(TrafficRoutingOptions options) =>
        options.Backends.Count == 0 && options.Services.Count == 0 && options.Host == Default.Host && MirroringOptions.Shape.Same(options.Mirroring, Default.Mirroring);

    // The highest source up to one that has something of a name.
    private int Last<T>(Func<TrafficRoutingOptions, IDictionary<string, T>> map, string name, int source)
        where T : class
    {
        while (!map(_snapshots[source].Options).TryGetValue(name, out var entry) || entry is null)
            source--;
        return source;
    }

    private Dictionary<object, int> FindOwners()
    {
        var owners = new Dictionary<object, int>(Options.Backends.Count + Options.Services.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _snapshots.Length; i++)
        {
            foreach (var entry in _snapshots[i].Options.Backends.Values.Concat<object?>(_snapshots[i].Options.Services.Values))
            {
                if (entry is not null)
                    owners[entry] = i;
            }
        }

        return owners;
    }
}

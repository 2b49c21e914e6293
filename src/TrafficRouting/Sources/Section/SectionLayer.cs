using System.Collections;

namespace TrafficRouting;

/// <summary>
/// Lays the section over what the sources give. Reads again only entries whose keys changed, or what they lie over.
/// One caller at a time.
/// </summary>
internal sealed class SectionLayer
{
    private static readonly (string Key, ObjectShape Shape, Func<TrafficRoutingOptions, IDictionary> Map)[] Maps =
    [
        ("Backends", BackendOptions.Shape, o => (IDictionary)o.Backends),
        ("Services", ServiceOptions.Shape, o => (IDictionary)o.Services),
    ];

    private readonly IReadOnlyList<SectionPart> _parts;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private SectionKeys _keys;

    public SectionLayer(string path, IReadOnlyList<SectionPart> parts) => (_keys, _parts) = (SectionKeys.Empty(path), parts);

    public LayeredOptions Lay(SectionKeys keys, MergedSources sources)
    {
        var tree = keys.ToTree(Stale(keys, sources.Options));
        _keys = keys;
        var layered = new LayeredOptions(new(sources.Options));
        var others = new List<SectionNode>();
        foreach (var node in tree.Children)
        {
            if (Array.FindIndex(Maps, m => m.Key.Equals(node.Key, StringComparison.OrdinalIgnoreCase)) is var map and >= 0)
                Read(node, map, sources, layered.Findings);
            else if (_parts.FirstOrDefault(p => p.Key.Equals(node.Key, StringComparison.OrdinalIgnoreCase)) is { } part)
                layered.Parts[part.Key] = node;
            else
                others.Add(node);
        }

        Compose(layered, sources);
        ReadOthers(new(tree.Key, tree.Path, tree.Value, others), layered, sources, isAlone: others.Count == tree.Children.Count);
        return layered;
    }

    private HashSet<string> Stale(SectionKeys keys, TrafficRoutingOptions existing)
    {
        var stale = keys.DifferencesFrom(_keys);
        foreach (var name in stale)
            _entries.Remove(name);
        foreach (var (name, entry) in _entries)
        {
            // What null over nothing means depends on whether there are other sources at all.
            if (!ReferenceEquals(Maps[entry.Map].Map(existing)[entry.Name], entry.Existing) || entry.IsNullOverNothing)
                stale.Add(name);
        }

        return stale;
    }

    private void Read(SectionNode node, int map, MergedSources sources, List<Finding> findings)
    {
        foreach (var child in node.Items("an object keyed by name", findings))
        {
            var existing = Maps[map].Map(sources.Options)[child.Key];
            var entry = new Entry(map, child.Key, existing) { IsNullOverNothing = child.IsNull && existing is null };
            if (entry.IsNullOverNothing && !sources.IsEmpty)
                entry.Findings.Add(new(FindingSeverity.Warning, child.Path, "Is null, but there is nothing of this name to take out."));
            else if (!child.IsNull || existing is null)
                entry.Result = Overrides.Resolve(child, existing, Maps[map].Shape.Read(child, existing, entry.Findings)!, sources, entry.Findings);
            _entries[$"{Maps[map].Key}:{child.Key}"] = entry;
        }
    }

    private void Compose(LayeredOptions layered, MergedSources sources)
    {
        foreach (var entry in _entries.Values)
        {
            layered.Findings.AddRange(entry.Findings);
            if (entry.Result is null)
                Maps[entry.Map].Map(layered.Options).Remove(entry.Name);
            else
                Maps[entry.Map].Map(layered.Options)[entry.Name] = entry.Result;
        }

        if (sources.HasLive)
            Overrides.LeaveOutDormant(layered, sources, _keys.Path, _entries.Values.Where(e => Maps[e.Map].Key is "Services").Select(e => e.Name));
    }

    // What is not an entry of a map is little, so it is read each time.
    private static void ReadOthers(SectionNode node, LayeredOptions layered, MergedSources sources, bool isAlone)
    {
        if (isAlone && node.Children.FirstOrDefault(IsRouting) is { } inner)
        {
            layered.Findings.Add(new(FindingSeverity.Error, node.Path, $"Holds no routing, but its section '{inner.Key}' does. Pass configuration.GetSection(\"{inner.Path}\")."));
            return;
        }

        foreach (var unread in node.Children.Where(c => TrafficRoutingOptions.Shape.Foreign.Contains(c.Key)))
            layered.Findings.Add(new(FindingSeverity.Error, unread.Path, $"Nothing reads '{unread.Key}'. Call Add{unread.Key}() on what AddTrafficRouting returns; it is in the package TrafficRouting.{unread.Key}."));
        var existing = new TrafficRoutingOptions { Host = sources.Options.Host, Mirroring = sources.Options.Mirroring };
        var read = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Read(node, existing, layered.Findings)!;
        (layered.Options.Host, layered.Options.Mirroring) = (read.Host, read.Mirroring);
    }

    private static bool IsRouting(SectionNode node) =>
        node.Children.Any(c => Array.Exists(Maps, m => m.Key.Equals(c.Key, StringComparison.OrdinalIgnoreCase)));

    /// <summary>An entry of a map that the section has something for.</summary>
    private sealed class Entry(int map, string name, object? existing)
    {
        public int Map => map;

        public string Name => name;

        public object? Existing => existing;

        public bool IsNullOverNothing { get; init; }

        /// <summary>Gets or sets what is in force, or null for an entry that is taken out or dormant.</summary>
        public object? Result { get; set; }

        public List<Finding> Findings { get; } = [];
    }
}

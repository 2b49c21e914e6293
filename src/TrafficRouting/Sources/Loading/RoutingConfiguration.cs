using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>
/// All that routing is read from. Takes the states of the sources, merges them, lays the section over them and validates the
/// whole; remembers the last state of each source that was accepted. One caller at a time.
/// </summary>
internal sealed class RoutingConfiguration
{
    private readonly ImmutableArray<RoutingSource> _sources;
    private readonly RoutingSection? _section;
    private readonly IReadOnlyList<SectionPart> _parts;
    private readonly OptionsHooks<TrafficRoutingOptions> _hooks;
    private readonly SectionLayer _layer;
    private readonly RoutingValidator _validator;
    private MergedSources? _merged;
    private RoutingInput? _seen;
    private List<Finding> _failures = [];
    private RoutingLoad? _accepted;

    /// <summary>Initializes a configuration.</summary>
    /// <param name="sources">The sources: code first, then files in the order of their registration, then live ones.</param>
    /// <param name="section">The section that is laid over them, or null.</param>
    /// <param name="parts">The parts of the section that other packages own.</param>
    /// <param name="hooks">What the application hooked into the options.</param>
    /// <param name="policies">The application's own selection policies.</param>
    public RoutingConfiguration(
        IEnumerable<RoutingSource> sources,
        RoutingSection? section,
        IReadOnlyList<SectionPart>? parts = null,
        OptionsHooks<TrafficRoutingOptions>? hooks = null,
        SelectionPolicies? policies = null)
    {
        _sources = [.. sources];
        _section = section;
        _parts = parts ?? [];
        _hooks = hooks ?? new("", TrafficRoutingOptions.Shape, [], []);
        Path = section?.Keys.Path ?? TrafficRoutingOptions.DefaultPath;
        _layer = new(Path, _parts);
        _validator = new(Path, policies);
    }

    /// <summary>Gets the path that the paths of findings begin with.</summary>
    public string Path { get; }

    /// <summary>Reads what changed.</summary>
    /// <returns>
    /// The new whole; where it is invalid, and leaving out the change of some sources makes it valid, the whole without them,
    /// with the errors; or null when nothing changed.
    /// </returns>
    public RoutingLoad? Load()
    {
        _section?.Refresh();
        var failures = new List<Finding>(_section?.Findings ?? []);
        var input = new RoutingInput([.. _sources.Select((_, i) => Current(i, failures))], _section?.Keys);
        if (_seen is not null && input.ChangesSince(_seen).Count == 0 && failures.SequenceEqual(_failures))
            return null;
        (_seen, _failures) = (input, failures);

        var load = Build(input);
        return load.IsValid ? load : Fallback(load);
    }

    /// <summary>Remembers what is in force.</summary>
    public void Accept(RoutingLoad load) => _accepted = load;

    /// <summary>Tells whether a load would change anything.</summary>
    public bool IsNew(RoutingLoad load) =>
        _accepted is null || !UnchangedEntries.AreAll(load.Options, _accepted.Options) || !load.Parts.SequenceEqual(_accepted.Parts, ReferenceEqualityComparer.Instance);

    // A source of the application's own that throws all the same is as good as its last state.
    private RoutingSnapshot Current(int source, List<Finding> failures)
    {
        try
        {
            return _sources[source].Current;
        }
        catch (Exception exception) when (_seen is not null)
        {
            failures.Add(new(FindingSeverity.Error, Path, $"{_sources[source].Name} failed and keeps its last state: {exception.Message}"));
            return _seen.Snapshots[source];
        }
    }

    private RoutingLoad Build(RoutingInput input)
    {
        var sources = _merged?.AreOf(input.Snapshots) == true ? _merged : _merged = new(_sources, input.Snapshots, Path);
        var layered = _layer.Lay(input.Section ?? SectionKeys.Empty(Path), sources);
        var options = _hooks.Change(layered.Options);
        if (_accepted is not null)
            UnchangedEntries.Keep(options, _accepted.Options);

        // What a source or a file could not read keeps its last good state; only at first there is none.
        var findings = new List<Finding>(layered.Findings);
        for (var i = 0; _accepted is null && i < _sources.Length; i++)
            findings.AddRange(_sources[i].IsLive ? [] : input.Snapshots[i].Findings.Where(f => f.Severity is FindingSeverity.Error));
        findings.AddRange(input.Snapshots.SelectMany(s => s.AddressFindings).Select(f => f.In(options, Path)).OfType<Finding>());
        _validator.Validate(options, findings);
        findings.AddRange(_hooks.Check(options, Path));
        if (findings.Count == 0 && options.Services.Count == 0 && options.Backends.Count == 0 && input.Section?.IsEmpty != false && !sources.HasLive && !input.Snapshots.Any(s => s.MayBeEmpty))
            findings.Add(new(FindingSeverity.Error, Path, _section is null ? "No source gives a service or a backend." : _section.WhyEmpty()));
        var parts = _parts.Select((part, i) => Read(part, i, layered, options, sources.HasLive, findings)).ToImmutableArray();
        var isValid = findings.TrueForAll(f => f.Severity is not FindingSeverity.Error);

        var locations = new FindingLocations(sources, input.Section, Path);
        var others = input.Snapshots.SelectMany(s => s.Findings).Concat(_failures).Concat(sources.Findings);
        return new(input, options, parts, [.. others.Concat(findings.Select(locations.Locate)).Distinct()], isValid, []);
    }

    private object Read(SectionPart part, int index, LayeredOptions layered, TrafficRoutingOptions options, bool isLive, List<Finding> findings)
    {
        var value = part.Read(layered.Parts.GetValueOrDefault(part.Key), _accepted?.Parts[index], findings);
        part.Validate(value, options, Text.Join(Path, part.Key), isLive, findings);
        return value;
    }

    // One bad source holds up the others no longer than it must: they move on, it keeps its last accepted state, and of a live one each entry its own.
    private RoutingLoad Fallback(RoutingLoad rejected)
    {
        var start = _accepted?.Input ?? WithoutLive(rejected.Input);
        var pending = rejected.Input.ChangesSince(start);
        if (pending.Count == 0)
            return rejected;
        var best = WithWhole(rejected.Input, start, pending);
        var (heldBack, said) = (new List<string>(), new List<Finding>());
        foreach (var source in pending.Intersect(rejected.Input.ChangesSince(best)))
        {
            var change = source < _sources.Length && _sources[source].IsLive ? ChangeOf(source, best, rejected.Input) : null;
            if (change?.Fit() is { } fitting)
                best = best.With(source, fitting);
            heldBack.Add(HeldBack.Words(NameOf(source), change));
            said.AddRange(HeldBack.Findings(NameOf(source), Path, change));
        }

        // Of entries that cannot come into force, what is in force is all there is to keep.
        rejected = rejected with { Findings = [.. rejected.Findings.Concat(said).Distinct()] };
        if (best == start && _accepted is not null)
            return rejected;
        var load = Build(best);
        return load with { Findings = [.. rejected.Findings.Concat(load.Findings).Distinct()], HeldBack = [.. heldBack] };
    }

    // As many changes of whole sources as fit.
    private RoutingInput WithWhole(RoutingInput wanted, RoutingInput start, List<int> pending)
    {
        if (pending.Count == 1)
            return start;
        foreach (var source in _accepted is null ? [] : pending)
        {
            var without = wanted.With(source, start);
            if (Build(without).IsValid)
                return without;
        }

        var best = start;
        foreach (var source in pending)
        {
            var next = best.With(source, wanted);
            best = Build(next).IsValid ? next : best;
        }

        return best;
    }

    private LiveChange ChangeOf(int source, RoutingInput best, RoutingInput wanted) =>
        new(best.Snapshots[source], wanted.Snapshots[source], state => Build(best.With(source, state)).IsValid);

    private RoutingInput WithoutLive(RoutingInput input) => input with
    {
        Snapshots = [.. input.Snapshots.Select((snapshot, i) => _sources[i].IsLive ? new RoutingSnapshot(new(), []) : snapshot)],
    };

    private string NameOf(int source) => source < _sources.Length ? _sources[source].Name : $"section {Path}";
}

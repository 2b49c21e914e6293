namespace TrafficRouting;

/// <summary>
/// Validates one load after another. What an entry has wrong by itself is kept as long as the entry is the very same object;
/// what relates entries is looked at anew unless nothing that matters to it changed. One caller at a time.
/// </summary>
/// <param name="path">The path of the section.</param>
/// <param name="policies">The application's own selection policies; none by default.</param>
internal sealed class RoutingValidator(string path, SelectionPolicies? policies = null)
{
    private readonly SelectionPolicies _policies = policies ?? SelectionPolicies.None;
    private readonly Dictionary<string, EntryFindings> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly PatternBudget _patterns = new();
    private readonly Dictionary<string, ServiceFindings> _services = new(StringComparer.OrdinalIgnoreCase);

    // In the order of the options, in which findings are told.
    private readonly List<string> _names = [];

    // What was found of how entries relate, and whether the same would be found now.
    private OwnFindings? _related;
    private bool _isRelatedAlike;

    /// <summary>Adds everything that is wrong or doubtful.</summary>
    /// <param name="options">The options; not changed here, nor ever after by anybody.</param>
    /// <param name="findings">What was found while they were read, which is not said again in other words.</param>
    public void Validate(TrafficRoutingOptions options, List<Finding> findings)
    {
        var related = _related;
        (_related, _isRelatedAlike) = (null, related is not null);
        _patterns.Begin(Kept(_backends, options.Backends).Concat(Kept(_services, options.Services)));
        var isSound = CheckBackends(options, findings);
        isSound &= CheckServices(options, findings);
        isSound &= CheckMirroring(options, findings);
        if (!isSound)
            return;
        _related = _isRelatedAlike ? related! : Relations(options);
        _related.AddTo(findings);
    }

    private static IEnumerable<OwnFindings> Kept<TKnown, TOptions>(Dictionary<string, TKnown> known, IDictionary<string, TOptions> options)
        where TKnown : EntryFindings =>
        known.Where(entry => !entry.Value.Own.IsEmpty && options.TryGetValue(entry.Key, out var option) && entry.Value.IsOf(entry.Value.Name, option)).Select(entry => entry.Value.Own);

    private Scope Root(OwnFindings findings)
    {
        findings.Use(_patterns);
        return Scope.Root(path, findings);
    }

    private bool CheckMirroring(TrafficRoutingOptions options, List<Finding> findings)
    {
        var own = new OwnFindings();
        var scope = Root(own).At("Mirroring");
        var isSound = MirroringOptions.Shape.Check(scope, options.Mirroring);
        if (isSound)
            MirroringValidator.Check(scope, options.Mirroring!);
        own.AddTo(findings);
        return isSound;
    }

    private bool CheckBackends(TrafficRoutingOptions options, List<Finding> findings)
    {
        var isSound = true;
        var place = 0;
        foreach (var (name, backend) in options.Backends)
        {
            Stand(name, place++);
            if (!_backends.TryGetValue(name, out var known) || !known.IsOf(name, backend))
            {
                _isRelatedAlike &= IsRelatedAs(known?.Entry, backend);
                _backends[name] = known = EntryFindings.OfBackend(Root, name, backend, _policies);
            }

            isSound &= known.IsSound;
            known.Own.AddTo(findings);
        }

        _isRelatedAlike &= !Forget(_backends, options.Backends);
        return isSound;
    }

    private bool CheckServices(TrafficRoutingOptions options, List<Finding> findings)
    {
        var isSound = true;
        var place = options.Backends.Count;
        foreach (var (name, service) in options.Services)
        {
            Stand(name, place++);
            if (!_services.TryGetValue(name, out var known) || !known.IsOf(name, service))
            {
                var before = known?.Name.Equals(name, StringComparison.Ordinal) is true ? known : null;
                _services[name] = known = ServiceFindings.Of(Root, name, service, before, _policies);
                _isRelatedAlike &= before?.IsRelatedAs(known) is true && known.References.AreGood(options.Backends);
            }

            isSound &= known.IsSound;
            known.Own.AddTo(findings);
        }

        _isRelatedAlike &= !Forget(_services, options.Services);
        return isSound;
    }

    private void Stand(string name, int place)
    {
        if (place < _names.Count && _names[place].Equals(name, StringComparison.Ordinal))
            return;
        _isRelatedAlike = false;
        if (place < _names.Count)
            _names[place] = name;
        else
            _names.Add(name);
    }

    // Whether the same is found of how other entries relate to a backend.
    private static bool IsRelatedAs(object? before, BackendOptions? backend) =>
        before is BackendOptions known && backend is not null && known.AddressFrom == backend.AddressFrom && BackendValidator.Answers(known) == BackendValidator.Answers(backend);

    private OwnFindings Relations(TrafficRoutingOptions options)
    {
        var related = new OwnFindings();
        var (backends, services) = (Root(related).At("Backends"), Root(related).At("Services"));
        foreach (var (name, backend) in options.Backends)
        {
            if (backend.AddressFrom is { } shared)
                ReferenceValidator.CheckAddressFrom(backends.At(name), shared, options.Backends);
        }

        foreach (var name in options.Services.Keys)
            ReferenceValidator.CheckService(services, _services[name], options.Backends);
        HostValidator.CheckDuplicates(services, options.Services.Keys.Select(name => _services[name]));
        ReferenceValidator.CheckUse(backends, options, _services.Values);
        return related;
    }

    private static bool Forget<TKnown, TOptions>(Dictionary<string, TKnown> known, IDictionary<string, TOptions> options)
    {
        if (known.Count == options.Count)
            return false;

        foreach (var name in known.Keys.Where(name => !options.ContainsKey(name)).ToList())
            known.Remove(name);
        return true;
    }
}

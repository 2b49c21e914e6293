namespace TrafficRouting;

/// <summary>
/// Validates one load after another. What an entry has wrong by itself is kept as long as the entry is the very same object;
/// what relates entries is looked at anew each time. One caller at a time.
/// </summary>
/// <param name="path">The path of the section.</param>
/// <param name="policies">The application's own selection policies; none by default.</param>
internal sealed class RoutingValidator(string path, SelectionPolicies? policies = null)
{
    private readonly SelectionPolicies _policies = policies ?? SelectionPolicies.None;
    private readonly Dictionary<string, EntryFindings> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly PatternBudget _patterns = new();
    private readonly Dictionary<string, ServiceFindings> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds everything that is wrong or doubtful.</summary>
    /// <param name="options">The options; not changed here, nor ever after by anybody.</param>
    /// <param name="findings">What was found while they were read, which is not said again in other words.</param>
    public void Validate(TrafficRoutingOptions options, List<Finding> findings)
    {
        _patterns.Begin(Kept(_backends, options.Backends).Concat(Kept(_services, options.Services)));
        var isSound = CheckBackends(options, findings);
        isSound &= CheckServices(options, findings);
        isSound &= CheckMirroring(options, findings);
        if (isSound)
            CheckRelations(options, findings);
    }

    private static IEnumerable<OwnFindings> Kept<TKnown, TOptions>(Dictionary<string, TKnown> known, IDictionary<string, TOptions> options)
        where TKnown : EntryFindings
    {
        foreach (var (name, entry) in known)
        {
            if (options.TryGetValue(name, out var option) && entry.IsOf(entry.Name, option))
                yield return entry.Own;
        }
    }

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
        foreach (var (name, backend) in options.Backends)
        {
            if (!_backends.TryGetValue(name, out var known) || !known.IsOf(name, backend))
                _backends[name] = known = EntryFindings.OfBackend(Root, name, backend, _policies);
            isSound &= known.IsSound;
            known.Own.AddTo(findings);
        }

        Forget(_backends, options.Backends);
        return isSound;
    }

    private bool CheckServices(TrafficRoutingOptions options, List<Finding> findings)
    {
        var isSound = true;
        foreach (var (name, service) in options.Services)
        {
            if (!_services.TryGetValue(name, out var known) || !known.IsOf(name, service))
                _services[name] = known = ServiceFindings.Of(Root, name, service, known?.Name.Equals(name, StringComparison.Ordinal) is true ? known : null, _policies);
            isSound &= known.IsSound;
            known.Own.AddTo(findings);
        }

        Forget(_services, options.Services);
        return isSound;
    }

    private void CheckRelations(TrafficRoutingOptions options, List<Finding> findings)
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
        related.AddTo(findings);
    }

    private static void Forget<TKnown, TOptions>(Dictionary<string, TKnown> known, IDictionary<string, TOptions> options)
    {
        if (known.Count == options.Count)
            return;

        foreach (var name in known.Keys.Where(name => !options.ContainsKey(name)).ToList())
            known.Remove(name);
    }
}

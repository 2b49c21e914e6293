namespace TrafficRouting;

/// <summary>
/// Validates one load after another. What an entry has wrong by itself is kept as long as the entry is the very same object;
/// what relates entries is looked at anew each time. Not thread-safe.
/// </summary>
internal sealed class RoutingValidator
{
    private readonly Dictionary<string, EntryFindings> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ServiceFindings> _services = new(StringComparer.OrdinalIgnoreCase);
    private string _sectionPath = "";

    /// <summary>Finds everything that is wrong or doubtful, what was found while the options were read included.</summary>
    /// <param name="options">The options; not changed here, and never changed again once they were seen.</param>
    /// <param name="locate">Gives where an entry is written.</param>
    public IReadOnlyList<Finding> Validate(TrafficRoutingOptions options, Func<object, string?>? locate = null)
    {
        if (!string.Equals(_sectionPath, options.SectionPath, StringComparison.Ordinal))
        {
            _sectionPath = options.SectionPath;
            _backends.Clear();
            _services.Clear();
        }

        var findings = new List<ScopedFinding>();
        var root = Scope.Root(_sectionPath, findings);
        var isSound = NullValidator.Root(root, options);
        isSound &= CheckBackends(findings, options);
        isSound &= CheckServices(findings, options);
        if (isSound)
        {
            CheckReferences(root, options);
            HostValidator.CheckDuplicates(root.At("Services"), options.Services.Keys.Select(name => _services[name]));
            MirroringValidator.Check(root.At("Mirroring"), options.Mirroring);
            ReferenceValidator.CheckUse(root.At("Backends"), options, _services.Values);
        }

        return FindingReport.Of(options, findings, locate);
    }

    private bool CheckBackends(List<ScopedFinding> findings, TrafficRoutingOptions options)
    {
        var isSound = true;
        foreach (var (name, backend) in options.Backends)
        {
            if (!_backends.TryGetValue(name, out var known) || !known.IsOf(name, backend))
                _backends[name] = known = EntryFindings.OfBackend(_sectionPath, name, backend);
            isSound &= known.IsSound;
            findings.AddRange(known.Own);
        }

        Forget(_backends, options.Backends);
        return isSound;
    }

    private bool CheckServices(List<ScopedFinding> findings, TrafficRoutingOptions options)
    {
        var isSound = true;
        foreach (var (name, service) in options.Services)
        {
            if (!_services.TryGetValue(name, out var known) || !known.IsOf(name, service))
                _services[name] = known = ServiceFindings.Of(_sectionPath, name, service, known?.Name.Equals(name, StringComparison.Ordinal) is true ? known : null);
            isSound &= known.IsSound;
            findings.AddRange(known.Own);
        }

        Forget(_services, options.Services);
        return isSound;
    }

    private void CheckReferences(Scope root, TrafficRoutingOptions options)
    {
        var backends = root.At("Backends");
        foreach (var (name, backend) in options.Backends)
        {
            if (backend.AddressFrom is { } shared)
                ReferenceValidator.CheckAddressFrom(backends.At(name, backend), shared, options.Backends);
        }

        var services = root.At("Services");
        foreach (var name in options.Services.Keys)
            ReferenceValidator.CheckService(services, _services[name], options.Backends);
    }

    private static void Forget<TKnown, TOptions>(Dictionary<string, TKnown> known, IDictionary<string, TOptions> options)
    {
        if (known.Count == options.Count)
            return;

        foreach (var name in known.Keys.Where(name => !options.ContainsKey(name)).ToList())
            known.Remove(name);
    }
}

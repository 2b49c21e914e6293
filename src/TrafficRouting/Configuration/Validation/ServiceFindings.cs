namespace TrafficRouting;

/// <summary>What a service has wrong by itself, and what of it the rest of the configuration has to agree with. Immutable.</summary>
internal sealed class ServiceFindings : EntryFindings
{
    // Null when routes were not looked at. Of routes without findings nothing is kept.
    private readonly Dictionary<string, EntryFindings>? _ofRoutes;

    private ServiceFindings(string name, ServiceOptions? options, List<ScopedFinding> own, bool isSound, Dictionary<string, EntryFindings>? ofRoutes)
        : base(name, options, own, isSound)
    {
        _ofRoutes = ofRoutes;
        Options = options!;
        if (isSound)
        {
            Hosts = [.. Options.Hosts.Select(HostValidator.Normalize)];
            References = BackendReferences.Of(Options);
        }
    }

    public ServiceOptions Options { get; }

    /// <summary>Gets the hosts in the form in which they are compared.</summary>
    public string[] Hosts { get; } = [];

    public BackendReferences References { get; } = BackendReferences.None;

    /// <summary>Looks at a service; what was found of routes that are the very same as before is taken over.</summary>
    public static ServiceFindings Of(string sectionPath, string name, ServiceOptions? service, ServiceFindings? previous)
    {
        var own = new List<ScopedFinding>();
        var scope = Scope.Root(sectionPath, own).At("Services").At(name, service);
        var isSound = NullValidator.Service(scope, service);
        if (!isSound)
            return new(name, service, own, isSound, ofRoutes: null);

        ServiceValidator.Check(scope, name, service!);
        var ofRoutes = new Dictionary<string, EntryFindings>(StringComparer.OrdinalIgnoreCase);
        foreach (var (routeName, route) in service!.Routes)
        {
            if (previous?.HadNothingIn(routeName, route) is true)
                continue;

            var known = previous?._ofRoutes?.GetValueOrDefault(routeName);
            var findings = known?.IsOf(routeName, route) is true ? known : OfRoute(sectionPath, name, service, routeName, route);
            own.AddRange(findings.Own);
            isSound &= findings.IsSound;
            if (findings.Own.Count > 0)
                ofRoutes.Add(routeName, findings);
        }

        if (isSound)
            RouteOrderValidator.Check(scope.At("Routes"), service);
        return new(name, service, own, isSound, ofRoutes);
    }

    private bool HadNothingIn(string name, RouteOptions route) =>
        _ofRoutes is not null && Options.Routes.TryGetValue(name, out var known) && ReferenceEquals(known, route) && !_ofRoutes.ContainsKey(name);
}

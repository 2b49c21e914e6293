namespace TrafficRouting;

/// <summary>What a service has wrong by itself, and what of it the rest of the configuration has to agree with. Immutable.</summary>
internal sealed class ServiceFindings : EntryFindings
{
    // Of routes without findings and patterns nothing is kept.
    private readonly Dictionary<string, EntryFindings> _ofRoutes;

    private ServiceFindings(string name, ServiceOptions? options, OwnFindings own, bool isSound, Dictionary<string, EntryFindings> ofRoutes)
        : base(name, options, own, isSound)
    {
        _ofRoutes = ofRoutes;
        Options = options!;
        if (isSound)
        {
            Hosts = [.. Options.Hosts.Select(HostName.Normalize)];
            References = BackendReferences.Of(Options);
        }
    }

    public ServiceOptions Options { get; }

    /// <summary>Gets the hosts in the form in which they are compared.</summary>
    public string[] Hosts { get; } = [];

    public BackendReferences References { get; } = BackendReferences.None;

    /// <summary>Tells whether the rest of the configuration has to agree with the same in another service.</summary>
    public bool IsRelatedAs(ServiceFindings other) =>
        IsSound && other.IsSound && Options.Enabled == other.Options.Enabled && Hosts.AsSpan().SequenceEqual(other.Hosts) && References.IsSameAs(other.References);

    /// <summary>Looks at a service; what was found of routes that are the very same as before is taken over.</summary>
    public static ServiceFindings Of(Func<OwnFindings, Scope> section, string name, ServiceOptions? service, ServiceFindings? previous, SelectionPolicies policies)
    {
        var own = new OwnFindings();
        var scope = section(own).At("Services").At(name);
        var ofRoutes = new Dictionary<string, EntryFindings>(StringComparer.OrdinalIgnoreCase);
        if (service is null)
            return new(name, service, own, ServiceOptions.Shape.Check(scope, null), ofRoutes);

        var isSound = AreKeysSound(scope, service);
        if (isSound)
            ServiceValidator.Check(scope, name, service);
        foreach (var (routeName, route) in service.Routes)
        {
            if (previous?.HadNothingIn(routeName, route) is true)
                continue;

            var known = previous?._ofRoutes.GetValueOrDefault(routeName);
            var findings = known?.IsOf(routeName, route) is true ? known : OfRoute(own => section(own).At("Services").At(name).At("Routes").At(routeName), routeName, route, policies);
            own.Add(findings.Own);
            isSound &= findings.IsSound;
            if (!findings.Own.IsEmpty)
                ofRoutes.Add(routeName, findings);
        }

        if (isSound)
            RouteOrderValidator.Check(scope.At("Routes"), service);
        return new(name, service, own, isSound, ofRoutes);
    }

    private static bool AreKeysSound(Scope scope, ServiceOptions service)
    {
        var isSound = true;
        foreach (var key in ServiceOptions.Shape.Keys)
        {
            if (key.Name is not "Routes")
                isSound &= key.Check(scope, service);
        }

        return isSound;
    }

    private static EntryFindings OfRoute(Func<OwnFindings, Scope> at, string name, RouteOptions? route, SelectionPolicies policies)
    {
        var own = new OwnFindings();
        var scope = at(own);
        var isSound = RouteOptions.Shape.Check(scope, route);
        if (isSound)
            RouteValidator.Check(scope, name, route!, policies);
        return new(name, route, own, isSound);
    }

    private bool HadNothingIn(string name, RouteOptions route) =>
        Options is not null && Options.Routes.TryGetValue(name, out var known) && ReferenceEquals(known, route) && !_ofRoutes.ContainsKey(name);
}

namespace TrafficRouting;

/// <summary>What an entry of the configuration has wrong by itself, whatever the rest holds. Immutable.</summary>
/// <param name="name">Its name.</param>
/// <param name="options">Its options.</param>
/// <param name="own">The findings.</param>
/// <param name="isSound">Whether nothing is null that must not be; otherwise hardly anything else was looked at.</param>
internal class EntryFindings(string name, object? options, List<ScopedFinding> own, bool isSound)
{
    public string Name { get; } = name;

    public IReadOnlyList<ScopedFinding> Own { get; } = own.Count == 0 ? [] : own;

    public bool IsSound { get; } = isSound;

    public static EntryFindings OfBackend(string sectionPath, string name, BackendOptions? backend)
    {
        var own = new List<ScopedFinding>();
        var scope = Scope.Root(sectionPath, own).At("Backends").At(name, backend);
        var isSound = NullValidator.Backend(scope, backend);
        if (isSound)
            BackendValidator.Check(scope, name, backend!);
        return new(name, backend, own, isSound);
    }

    public static EntryFindings OfRoute(string sectionPath, string serviceName, ServiceOptions service, string name, RouteOptions? route)
    {
        var own = new List<ScopedFinding>();
        var scope = Scope.Root(sectionPath, own).At("Services").At(serviceName, service).At("Routes").At(name, route);
        var isSound = NullValidator.Route(scope, route);
        if (isSound)
            RouteValidator.Check(scope, name, route!);
        return new(name, route, own, isSound);
    }

    /// <summary>Tells whether looking at these again would find the same.</summary>
    public bool IsOf(string name, object? entry) => ReferenceEquals(entry, options) && name.Equals(Name, StringComparison.Ordinal);
}

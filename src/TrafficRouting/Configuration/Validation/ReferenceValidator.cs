namespace TrafficRouting;

/// <summary>What entries refer to by name. Looked at anew for each load: whether it is right depends on other entries.</summary>
internal static class ReferenceValidator
{
    /// <summary>Checks the backends that a service's routes send and copy to.</summary>
    public static void CheckService(Scope services, ServiceFindings service, IDictionary<string, BackendOptions> backends)
    {
        if (service.References.AreGood(backends))
            return;

        var routes = services.At(service.Name, service.Options).At("Routes");
        foreach (var (name, route) in service.Options.Routes)
        {
            var scope = routes.At(name, route);
            foreach (var backend in route.Weights.Keys)
                Find(scope.At("Weights").At(backend), backend, backends);
            foreach (var (backend, mirror) in route.Mirrors)
                CheckMirror(scope.At("Mirrors").At(backend, mirror), backend, mirror, route.Weights.Keys, backends);
        }
    }

    /// <summary>Checks the backends that a mirror names.</summary>
    /// <param name="scope">The mirror.</param>
    /// <param name="name">The name of the backend it copies to.</param>
    /// <param name="mirror">The mirror's options.</param>
    /// <param name="sentTo">The names of the backends that its route sends to.</param>
    /// <param name="backends">All backends.</param>
    public static void CheckMirror(Scope scope, string name, MirrorOptions mirror, ICollection<string> sentTo, IDictionary<string, BackendOptions> backends)
    {
        if (Find(scope, name, backends) is { } target && BackendValidator.Answers(target))
            scope.Error($"The backend '{name}' responds by itself, so there is nowhere to send copies. Mirror to one with an address.");

        for (var i = 0; i < mirror.Backends.Count; i++)
        {
            var at = scope.At("Backends", mirror.Backends, i);
            var copied = mirror.Backends[i];
            if (Find(at, copied, backends) is not { } backend)
                continue;
            if (BackendValidator.Answers(backend))
                at.Warn($"The backend '{copied}' responds by itself, and such requests are not copied.");
            else if (!sentTo.Contains(copied, StringComparer.OrdinalIgnoreCase))
                at.Warn($"The route sends nothing to '{copied}' by itself, so nothing of it is copied.");
        }
    }

    /// <summary>Checks the backend whose address another one uses.</summary>
    public static void CheckAddressFrom(Scope backend, string name, IDictionary<string, BackendOptions> backends)
    {
        var scope = backend.At("AddressFrom");
        // One without any destination is an error of its own.
        if (Find(scope, name, backends) is { AddressFrom: not null })
            scope.Error($"The backend {Text.Quote(name)} has its address from another. Name that one.");
    }

    /// <summary>Reports backends that nothing refers to.</summary>
    public static void CheckUse(Scope backends, TrafficRoutingOptions options, IEnumerable<ServiceFindings> services)
    {
        var used = new HashSet<string>(options.Backends.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var service in services)
            service.References.AddTo(used);
        foreach (var backend in options.Backends.Values)
        {
            if (backend.AddressFrom is { } shared)
                used.Add(shared);
        }

        foreach (var (name, backend) in options.Backends)
        {
            if (!used.Contains(name))
                backends.At(name, backend).Warn("No route and no mirror uses this backend.");
        }
    }

    private static BackendOptions? Find(Scope scope, string name, IDictionary<string, BackendOptions> backends)
    {
        if (backends.TryGetValue(name, out var backend))
            return backend;

        var suggestion = Suggestion.For(name, backends.Keys);
        scope.Error($"There is no backend {Text.Quote(name)}.{(suggestion.Length > 0 ? suggestion : " Add it to Backends.")}");
        return null;
    }
}

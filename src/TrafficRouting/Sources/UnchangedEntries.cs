namespace TrafficRouting;

/// <summary>Keeps the objects in force where newly read ones say the same, so that everything below can skip them by reference.</summary>
internal static class UnchangedEntries
{
    public static void Keep(TrafficRoutingOptions options, TrafficRoutingOptions inForce)
    {
        Keep(options.Backends, inForce.Backends, BackendOptions.Shape);
        Keep(options.Services, inForce.Services, ServiceOptions.Shape);
        if (MirroringOptions.Shape.Same(options.Mirroring, inForce.Mirroring))
            options.Mirroring = inForce.Mirroring;
    }

    /// <summary>Tells whether two options hold the same objects.</summary>
    public static bool AreAll(TrafficRoutingOptions options, TrafficRoutingOptions inForce) =>
        options.Host == inForce.Host && ReferenceEquals(options.Mirroring, inForce.Mirroring) && AreAll(options.Backends, inForce.Backends) && AreAll(options.Services, inForce.Services);

    private static void Keep<T>(IDictionary<string, T> entries, IDictionary<string, T> inForce, ObjectShape shape)
        where T : class
    {
        List<string>? same = null;
        foreach (var (name, entry) in entries)
        {
            if (inForce.TryGetValue(name, out var known) && !ReferenceEquals(entry, known) && entry is not null && shape.Same(entry, known))
                (same ??= []).Add(name);
        }

        foreach (var name in same ?? [])
            entries[name] = inForce[name];
    }

    private static bool AreAll<T>(IDictionary<string, T> entries, IDictionary<string, T> inForce)
        where T : class
    {
        if (entries.Count != inForce.Count)
            return false;
        foreach (var (name, entry) in entries)
        {
            if (!inForce.TryGetValue(name, out var known) || !ReferenceEquals(entry, known))
                return false;
        }

        return true;
    }
}

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
        options.Host == inForce.Host && ReferenceEquals(options.Mirroring, inForce.Mirroring)
        && EntryChanges<BackendOptions>.Between(inForce.Backends, options.Backends).IsNone && EntryChanges<ServiceOptions>.Between(inForce.Services, options.Services).IsNone;

    private static void Keep<T>(IDictionary<string, T> entries, IDictionary<string, T> inForce, ObjectShape shape)
        where T : class
    {
        foreach (var (name, entry) in EntryChanges<T>.Between(inForce, entries).Changed)
        {
            if (entry is not null && inForce[name] is { } known && shape.Same(entry, known))
                entries[name] = known;
        }
    }
}

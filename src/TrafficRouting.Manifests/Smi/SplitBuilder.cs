namespace TrafficRouting.Manifests;

/// <summary>Makes a service of a TrafficSplit. What is not split goes on to the root service itself.</summary>
internal static class SplitBuilder
{
    public static void Add(TrafficSplit split, ImportContext context)
    {
        var backends = split.Backends.Where(b => SharesPort(b, split, context)).ToList();
        if (backends.Sum(b => b.Weight) == 0)
        {
            split.Document.Spec!.Warning("backends", "have no weight above 0; requests go to the root service itself");
            return;
        }

        // Groups without a single match take nothing.
        if (split.Matches is { Count: 0 })
            return;
        var name = context.Names.TrySplit(split.Root, out var service, out var @namespace) ? $"{service}.{@namespace}" : split.Root;
        var options = context.Services.Add(split.Document, name, [split.Root], UnmatchedBehavior.PassThrough);
        var route = split.Document.Root.Locate(new RouteOptions());
        foreach (var match in split.Matches ?? [])
            route.Matches.Add(match);
        Weights.Give(route, [.. backends.Select(b => context.Addresses.BackendFor(new(b.Host), b.Fields))], [.. backends.Select(b => b.Weight)]);

        options.Routes[ConfigurationName.Of(split.Document.Name)] = route;
    }

    // A backend must listen on a port of the root service.
    private static bool SharesPort(SplitBackend backend, TrafficSplit split, ImportContext context)
    {
        var (root, own) = (context.Addresses.Find(split.Root)?.Ports ?? [], context.Addresses.Find(backend.Host)?.Ports ?? []);
        if (root.Count == 0 || own.Count == 0 || own.Exists(p => root.Exists(r => r.Number == p.Number)))
            return true;
        backend.Fields.Warning("service", $"has no port of the root service ({string.Join(", ", root.Select(p => p.Number))}), so it takes no part");
        return false;
    }
}

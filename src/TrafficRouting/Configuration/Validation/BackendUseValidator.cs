namespace TrafficRouting;

/// <summary>Backends that nothing uses.</summary>
internal static class BackendUseValidator
{
    public static void Check(Scope root)
    {
        var used = root.Options.Services.Values
            .SelectMany(service => service.Routes.Values)
            .SelectMany(route => route.Weights.Keys.Concat(route.Mirrors.Keys))
            .Concat(root.Options.Backends.Values.Select(backend => backend.AddressFrom).OfType<string>())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        foreach (var (name, backend) in root.Options.Backends)
        {
            if (!used.Contains(name))
                root.At("Backends").At(name, backend).Warn("No route and no mirror uses this backend.");
        }
    }
}

namespace TrafficRouting;

/// <summary>
/// Resolves what the section means for an entry of a source: a misspelt route would become a catch-all, and an override of a live
/// object waits while the object is not there.
/// </summary>
internal static class Overrides
{
    private const string Dormant = "It lies dormant until there is one.";

    /// <summary>Gives what is in force of an entry that was read, or null when it has nothing to lie over.</summary>
    public static object? Resolve(SectionNode node, object? existing, object read, MergedSources sources, List<Finding> findings)
    {
        if (existing is null && sources.HasLive && !IsWhole(read))
        {
            findings.Add(new(FindingSeverity.Warning, node.Path, $"No source has an object of this name for this to override. {Dormant}"));
            return null;
        }

        if (existing is ServiceOptions service && !ReferenceEquals(existing, read))
            ResolveRoutes(node, service, (ServiceOptions)read, sources.IsLive(existing), findings);
        return read;
    }

    /// <summary>Takes back what the section says of services whose backends are not there.</summary>
    public static void LeaveOutDormant(LayeredOptions layered, MergedSources sources, string path, IEnumerable<string> services)
    {
        foreach (var name in services)
        {
            if (!layered.Options.Services.TryGetValue(name, out var service) || Missing(service, layered.Options) is not { } backend)
                continue;
            layered.Findings.Add(new(FindingSeverity.Warning, $"{path}:Services:{name}", $"No source has a backend '{backend}', which this needs. {Dormant}"));
            if (sources.Options.Services.TryGetValue(name, out var existing))
                layered.Options.Services[name] = existing;
            else
                layered.Options.Services.Remove(name);
        }
    }

    // The read service is a copy of the existing one, so its routes can be taken out.
    private static void ResolveRoutes(SectionNode node, ServiceOptions existing, ServiceOptions read, bool isLive, List<Finding> findings)
    {
        foreach (var (name, _) in read.Routes.Where(r => r.Value.Matches.Count == 0 && !existing.Routes.ContainsKey(r.Key)).ToList())
        {
            var path = Text.Join(node.Path, $"Routes:{name}");
            if (isLive)
                findings.Add(new(FindingSeverity.Warning, path, $"The service has no route of this name for this to override. {Dormant}"));
            else if (Suggestion.For(name, existing.Routes.Keys) is { Length: > 0 } suggestion)
                findings.Add(new(FindingSeverity.Error, path, $"The service has no route of this name.{suggestion} A new route of nearly the same name needs Matches."));
            else
                continue;
            read.Routes.Remove(name);
        }
    }

    private static bool IsWhole(object read) => read switch
    {
        ServiceOptions service => service.Hosts.Count > 0,
        BackendOptions backend => backend is not { Address: null, AddressFrom: null, Endpoints.Count: 0, DirectResponse: null, Redirect: null },
        _ => true,
    };

    private static string? Missing(ServiceOptions service, TrafficRoutingOptions options) =>
        service.Routes.Values.SelectMany(r => r.Weights.Keys.Concat(r.Mirrors.Keys)).FirstOrDefault(b => !options.Backends.ContainsKey(b));
}

using System.Globalization;

namespace TrafficRouting;

/// <summary>Tells which file and line a finding about merged options speaks of: those of the source's entry, unless the section itself has the key.</summary>
internal sealed class FindingLocations(MergedSources sources, SectionKeys? section, string path)
{
    private HashSet<string>? _written;

    public Finding Locate(Finding finding) =>
        finding.Location is null && Of(finding.Path) is { } location ? finding with { Location = location } : finding;

    private SourceLocation? Of(string place)
    {
        if (!place.StartsWith(path, StringComparison.OrdinalIgnoreCase) || IsOfSection(place))
            return null;
        var parts = place[path.Length..].Split(':', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["Backends", var name, .. var rest] when sources.Options.Backends.TryGetValue(name, out var backend) => sources.LocationOf(backend, Part(backend, rest)),
            ["Services", var name, .. var rest] when sources.Options.Services.TryGetValue(name, out var service) => sources.LocationOf(service, Part(service, rest)),
            _ => null,
        };
    }

    private static EndpointOptions? Part(BackendOptions backend, string[] rest) =>
        rest is ["Endpoints", var name, ..] && backend.Endpoints.TryGetValue(name, out var endpoint) ? endpoint : null;

    private object? Part(ServiceOptions service, string[] rest)
    {
        if (rest is not ["Routes", var name, .. var within] || !service.Routes.TryGetValue(name, out var route))
            return null;
        object? part = within switch
        {
            ["Mirrors", var mirror, ..] => route.Mirrors.TryGetValue(mirror, out var found) ? found : null,
            ["Matches", var index, ..] => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < route.Matches.Count ? route.Matches[at] : null,
            _ => null,
        };
        return part is not null && sources.LocationOf(service, part) != sources.LocationOf(service, route) ? part : route;
    }

    private bool IsOfSection(string place)
    {
        if (section is null)
            return false;
        _written ??= section.Providers
            .SelectMany(p => Enumerable.Range(0, p.Keys.Count).Select(i => section.Path + p.Keys[i].Key[p.Keys.Path.Length..]))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _written.Contains(place);
    }
}

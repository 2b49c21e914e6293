using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Writes routing as one section of <c>appsettings.json</c>, each entry with the file and line that it comes from.</summary>
/// <param name="locationOf">Gives where an entry at a path is written, or null.</param>
internal sealed class NativeSection(Func<string, object, SourceLocation?> locationOf)
{
    private readonly Dictionary<string, string> _comments = new(StringComparer.Ordinal);

    /// <summary>Writes the section; reading it gives the same options.</summary>
    /// <param name="section">Its path, such as <c>TrafficRouting</c>.</param>
    /// <param name="options">The routing.</param>
    /// <param name="others">What other packages have in the section, by key.</param>
    public string Write(string section, TrafficRoutingOptions options, JsonObject? others = null)
    {
        var json = (JsonObject)TrafficRoutingOptions.Shape.Write(options);
        foreach (var match in Matches(json))
            FreeNames.Settle(match);
        foreach (var (key, part) in others ?? [])
            json[key] = part!.DeepClone();
        foreach (var (name, backend) in options.Backends)
            Note($"Backends:{name}", backend, above: null);
        foreach (var (name, service) in options.Services)
            Note($"Services:{name}", service);

        var keys = section.Split(':');
        var root = json;
        foreach (var key in keys.Reverse())
            root = new JsonObject { [key] = root };
        return CommentedJson.Write(root, _comments.ToDictionary(c => $"{section}:{c.Key}", c => c.Value, StringComparer.Ordinal));
    }

    private static IEnumerable<JsonObject> Matches(JsonObject json) =>
        from service in json["Services"] as JsonObject ?? []
        from route in service.Value!["Routes"] as JsonObject ?? []
        from match in route.Value!["Matches"] as JsonArray ?? []
        select (JsonObject)match!;

    private void Note(string path, ServiceOptions service)
    {
        Note(path, service, above: null);
        foreach (var (name, route) in service.Routes)
        {
            var at = $"{path}:Routes:{name}";
            var place = Note(at, route, above: null);
            for (var i = 0; i < route.Matches.Count; i++)
                Note($"{at}:Matches:{Text.Of(i)}", route.Matches[i], place);
            foreach (var (mirror, options) in route.Mirrors)
                Note($"{at}:Mirrors:{mirror}", options, place);
        }
    }

    // What stands on the line of what is above it needs no comment of its own.
    private SourceLocation? Note(string path, object entry, SourceLocation? above)
    {
        if (locationOf(path, entry) is not { Line: > 0 } location)
            return null;
        if (location.Line != above?.Line || location.File != above?.File)
            _comments[path] = (location with { Column = 0 }).ToString();
        return location;
    }
}

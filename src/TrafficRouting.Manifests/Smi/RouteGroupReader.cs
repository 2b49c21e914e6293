namespace TrafficRouting.Manifests;

/// <summary>Reads the matches of an HTTPRouteGroup, which stand under <c>spec</c> or, in early versions, beside it.</summary>
internal static class RouteGroupReader
{
    public static IReadOnlyList<MatchOptions> Read(ManifestDocument document)
    {
        var owner = document.Root.Has("spec") ? document.Spec : document.Root;
        if (owner is null)
            return [];
        if (!owner.Has("matches"))
            owner.Missing("matches");
        return [.. owner.Maps("matches").Select(Read)];
    }

    private static MatchOptions Read(Fields match)
    {
        match.RequiredText("name");
        var options = match.Locate(new MatchOptions());
        // Anchored at the beginning alone.
        if (match.Text("pathRegex") is { Length: > 0 } path && Re2Pattern.Check(match, "pathRegex", path, isAscii: true) is { } pattern)
            options.Path = new() { Regex = $"(?:{pattern}).*" };
        var methods = match.Texts("methods");
        if (methods.Count > 0 && !methods.Contains("*", StringComparer.Ordinal))
        {
            options.Method = new();
            foreach (var method in methods)
                options.Method.In.Add(method);
        }

        ReadHeaders(match, options);
        return options;
    }

    // The prose of the specification shows a map, its schema a list of maps with one entry each.
    private static void ReadHeaders(Fields match, MatchOptions options)
    {
        if (!match.IsList("headers"))
        {
            if (match.Map("headers") is { } map)
                AddHeaders(map, options);
            return;
        }

        foreach (var header in match.Maps("headers"))
        {
            if (header.Keys.Count() != 1)
                header.Error("must have exactly one header; write each as an entry of its own");
            AddHeaders(header, options);
        }
    }

    private static void AddHeaders(Fields headers, MatchOptions options)
    {
        foreach (var name in headers.Keys)
        {
            if (headers.Text(name) is not { } value || Re2Pattern.Check(headers, name, value) is not { } pattern)
                continue;
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase))
                options.Host = new() { Regex = pattern };
            else if (!options.Headers.TryAdd(name, new() { Regex = pattern }))
                headers.Error(name, "is matched already; each header can be matched once");
        }
    }
}

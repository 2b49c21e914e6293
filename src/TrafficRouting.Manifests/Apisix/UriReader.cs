namespace TrafficRouting.Manifests;

/// <summary>Reads the paths and methods of a route: exact paths, and prefixes that end in <c>*</c>.</summary>
internal static class UriReader
{
    public static IReadOnlyList<MatchOptions> Read(Fields route)
    {
        if (route.Has("uri") && route.Has("uris"))
            route.Error("uris", "excludes uri");
        var uris = route.Text("uri") is { } uri ? [uri] : route.Texts("uris");
        if (uris.Count == 0)
            route.Incomplete("needs uri or uris");
        var methods = route.Texts("methods");
        return [.. uris.Select(u => Read(route, u, methods))];
    }

    private static MatchOptions Read(Fields route, string uri, IReadOnlyList<string> methods)
    {
        var match = route.Locate(new MatchOptions());
        var star = uri.IndexOf('*', StringComparison.Ordinal);
        if (uri.Contains("/:", StringComparison.Ordinal))
            route.Error(route.Has("uri") ? "uri" : "uris", $"'{uri}' has a parameter, which is not supported; write a prefix such as /users/*");
        else if (uri is not ("*" or "/*") && (!uri.StartsWith('/') || (star >= 0 && star < uri.Length - 1)))
            route.Error(route.Has("uri") ? "uri" : "uris", $"'{uri}' must begin with '/', and can end with '*'");
        else if (uri is not ("*" or "/*"))
            match.Path = star < 0 ? new() { Exact = uri } : new() { Prefix = uri[..star] };
        if (methods.Count > 0)
            match.Method = new();
        foreach (var method in methods)
            match.Method!.In.Add(method);
        return match;
    }
}

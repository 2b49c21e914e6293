namespace TrafficRouting.Http;

/// <summary>Makes the URI that a decision sends a request to: the endpoint's address and base path, the request's path and query.</summary>
internal static class UriRewriter
{
    public static Uri Rewrite(Uri caller, RouteDecision decision, Endpoint endpoint) =>
        Rewrite(caller, decision.Path, decision.Rewrite, decision.Backend!, endpoint);

    /// <summary>Makes the URI for another backend than the one decided for, by an edit of its own.</summary>
    public static Uri Rewrite(Uri caller, PathMatch match, Rewrite? rewrite, Backend backend, Endpoint endpoint)
    {
        var target = PlainUri.Of(caller.OriginalString).TargetOf(caller);
        if (rewrite is { EditsPath: true })
        {
            var path = PlainUri.PathIn(target);
            target = string.Concat(PathRewriter.Rewrite(path, rewrite, match), target[path.Length..]);
        }

        // That of "urn:x" has no slash, and would become part of the host.
        if (!target.StartsWith('/'))
            target = string.Concat("/", target);

        // Uri drops a default port by itself.
        return backend.Destination.Port == PortSource.Request && !endpoint.HasPort && caller.Port > 0
            ? new Uri(string.Concat($"{endpoint.Origin}:{caller.Port}", endpoint.BasePath, target))
            : new Uri(string.Concat(endpoint.Origin, endpoint.BasePath, target));
    }
}

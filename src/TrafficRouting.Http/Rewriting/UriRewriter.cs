namespace TrafficRouting.Http;

/// <summary>Makes the URI that a decision sends a request to: the endpoint's address and base path, the request's path and query.</summary>
internal static class UriRewriter
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Makes the URI for the backend that was decided for.</summary>
    /// <exception cref="InvalidTargetException">The path would lead out of the base path or out of what the rewrite puts before it.</exception>
    public static Uri Rewrite(Uri caller, in PlainUri called, RouteDecision decision, Endpoint endpoint) =>
        Rewrite(caller, in called, decision, decision.Rewrite, decision.Backend!, endpoint);

    /// <summary>Makes the URI for another backend than the one decided for, by an edit of its own.</summary>
    /// <exception cref="InvalidTargetException">The path would lead out of the base path or out of what the rewrite puts before it.</exception>
    public static Uri Rewrite(Uri caller, in PlainUri called, RouteDecision decision, Rewrite? rewrite, Backend backend, Endpoint endpoint)
    {
        var target = called.TargetOf(caller);
        var isEdited = rewrite is { EditsPath: true };
        // Most: there is nothing in it that Uri would change, so it need not be read again.
        if (!isEdited && !called.Target.IsEmpty)
            return new(Text(caller, backend, endpoint, target));
        if (isEdited)
        {
            var path = PlainUri.PathIn(target);
            target = string.Concat(PathRewriter.Rewrite(path, rewrite!, decision.Path), target[path.Length..]);
        }

        if ((isEdited || endpoint.BasePath.Length > 0) && DotSegments.ClimbIn(PlainUri.PathIn(target)))
            throw new InvalidTargetException(decision.Route, backend);

        var text = Text(caller, backend, endpoint, target);
        var uri = new Uri(text);
        return IsKept(uri, endpoint.BasePath, target) || (isEdited && IsCanonical(caller)) ? uri : Exactly(text);
    }

    // Uri drops a default port by itself.
    private static string Text(Uri caller, Backend backend, Endpoint endpoint, ReadOnlySpan<char> target) =>
        backend.Destination.Port == PortSource.Request && !endpoint.HasPort && caller.Port > 0
            ? string.Concat($"{endpoint.Origin}:{caller.Port}", endpoint.BasePath, target)
            : string.Concat(endpoint.Origin, endpoint.BasePath, target);

    // The target was read out of a URI, so this one changes it only where the caller's was told to keep its text.
    private static bool IsKept(Uri uri, string basePath, ReadOnlySpan<char> target)
    {
        if (PlainUri.KeepsTarget(target))
            return true;
        var sent = uri.PathAndQuery;
        return sent.Length == basePath.Length + target.Length && sent.EndsWith(target, StringComparison.Ordinal);
    }

    private static bool IsCanonical(Uri caller)
    {
        var target = caller.PathAndQuery;
        return new Uri("http://h" + target).PathAndQuery == target;
    }

    private static Uri Exactly(string text) => new(text, AsWritten);
}

using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>Makes the request that a mirror receives: the snapshot, the mirror backend's edits and address, then the mirror's own edits.</summary>
internal static class MirrorRequestBuilder
{
    public static HttpRequestMessage Build(MirrorSnapshot snapshot, Mirror mirror, RandomSource random)
    {
        var backend = mirror.Backend;
        var request = new MirrorRequestMessage(snapshot.Method, snapshot.Uri, mirror, snapshot.Decision)
        {
            Version = snapshot.Version,
            VersionPolicy = snapshot.VersionPolicy,
            Content = snapshot.Body is { } body ? new MirrorContent(body) : null,
        };
        Copy(snapshot.Headers, request.Headers);
        if (request.Content is not null)
            CopyContent(snapshot.ContentHeaders, request.Content.Headers);

        // A sticky choice among the mirror's endpoints may read what does not travel.
        var endpoint = EndpointChoice.Select(backend, request, random);
        HeaderUndo? unused = null;
        if (mirror.ApplyBackendHeaders)
            HeaderEditor.Apply(snapshot.Decision.Backend!.RequestHeaders, request, ref unused);

        // After those edits, because a backend's credentials are its own.
        Strip(request.Headers, mirror.ForwardCredentials);
        HeaderEditor.Apply(backend.RequestHeaders, request, ref unused);
        var rewrite = Rewrite.Join(mirror.ApplyBackendHeaders ? snapshot.Decision.Rewrite : snapshot.Decision.Route!.Rewrite, backend.Rewrite);
        request.RequestUri = UriRewriter.Rewrite(snapshot.Uri, snapshot.Decision, rewrite, backend, endpoint);
        request.Headers.Host = Host(snapshot, mirror, rewrite, request.Headers.Host);
        HeaderEditor.Apply(mirror.RequestHeaders, request, ref unused);
        if (snapshot.Limits.MarkerHeader is { } marker)
            Mark(request.Headers, marker);
        return request;
    }

    private static void Copy(ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> from, HttpRequestHeaders to)
    {
        foreach (var (name, values) in from)
        {
            foreach (var value in values)
                to.TryAddWithoutValidation(name, value);
        }
    }

    // The copy knows its own length, and a chunked original had none.
    private static void CopyContent(ReadOnlySpan<KeyValuePair<string, HeaderStringValues>> from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                to.TryAddWithoutValidation(name, values);
        }
    }

    private static void Mark(HttpRequestHeaders headers, string marker)
    {
        if (headers.NonValidated.Contains(marker))
            headers.Remove(marker);
        headers.TryAddWithoutValidation(marker, "1");
    }

    private static void Strip(HttpRequestHeaders headers, bool withCredentials)
    {
        List<string>? stripped = null;
        foreach (var (name, _) in headers.NonValidated)
        {
            if (!MirrorHeaders.Travels(name, withCredentials))
                (stripped ??= []).Add(name);
        }

        foreach (var name in stripped ?? [])
            headers.Remove(name);
    }

    /// <summary>Chooses the Host header as the primary's is chosen, then puts the suffix behind it; null is the mirror backend's own authority.</summary>
    private static string? Host(MirrorSnapshot snapshot, Mirror mirror, Rewrite? rewrite, string? edited)
    {
        var called = snapshot.CallerHost ?? HostText.Authority(snapshot.Uri);
        var chosen = !string.Equals(edited, snapshot.CallerHost, StringComparison.Ordinal) ? edited : rewrite?.Host;
        return mirror.HostSuffix is { Length: > 0 } suffix
            ? ShadowHost.Append(chosen ?? called, suffix)
            : chosen ?? (mirror.Backend.PreserveHost ? called : null);
    }
}

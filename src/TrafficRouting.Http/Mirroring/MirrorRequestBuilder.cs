using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>Makes the request that a mirror receives: the captured request, the mirror backend's edits and address, then the mirror's own edits.</summary>
internal static class MirrorRequestBuilder
{
    public static MirrorRequestMessage Build(MirrorCopy copy, RandomSource random)
    {
        var (captured, mirror) = (copy.Request, copy.Mirror);
        var backend = mirror.Backend;
        var (version, policy) = backend.Destination.Http2 ? Http2.Of(captured.Version, captured.VersionPolicy) : (captured.Version, captured.VersionPolicy);
        var request = new MirrorRequestMessage(captured.Method, captured.Uri, mirror, captured.Decision)
        {
            Version = version,
            VersionPolicy = policy,
            Content = captured.HasBody ? new MirrorContent(copy.Lease, captured.Body.Length) : null,
        };
        Copy(captured.Headers, request.Headers);
        if (request.Content is not null)
            CopyContent(captured.ContentHeaders, request.Content.Headers);

        // A sticky choice among the mirror's endpoints may read what does not travel.
        if (captured.Baggage is { } baggage)
            RequestBaggage.Give(request, baggage);
        var endpoint = EndpointChoice.Select(backend, new HttpRequestView(request), random);
        HeaderUndo? unused = null;
        if (mirror.Options.ApplyBackendHeaders)
            HeaderEditor.Apply(captured.Decision.Backend!.RequestHeaders, request, ref unused);

        // After those edits, because a backend's credentials are its own.
        Strip(request.Headers, mirror.Options.ForwardCredentials);
        HeaderEditor.Apply(backend.RequestHeaders, request, ref unused);
        Bag(request, BaggageEdits.OfBackend(captured.Decision.Route!, backend));
        var rewrite = Rewrite.Join(mirror.Options.ApplyBackendHeaders ? captured.Decision.Rewrite : captured.Decision.Route!.Rewrite, backend.Rewrite);
        request.RequestUri = UriRewriter.Rewrite(captured.Uri, PlainUri.Of(captured.Uri.OriginalString), captured.Decision, rewrite, backend, endpoint);
        request.Headers.Host = Host(captured, mirror, rewrite, request.Headers.Host);
        HeaderEditor.Apply(mirror.RequestHeaders, request, ref unused);
        if (captured.Limits.MarkerHeader is { } marker)
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

    // What the mirror's backend is given, and nothing of the caller's: that may decide where those that it calls send their requests.
    private static void Bag(HttpRequestMessage request, BaggageEdits? edits)
    {
        if (edits is { Set.IsEmpty: false })
            SentBaggage.Write(request, BaggageText.Of(edits.Set));
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
    private static string? Host(CapturedRequest captured, Mirror mirror, Rewrite? rewrite, string? edited)
    {
        var called = captured.CallerHost ?? HostText.Authority(captured.Uri);
        var chosen = !string.Equals(edited, captured.CallerHost, StringComparison.Ordinal) ? edited : rewrite?.Host;
        return mirror.Options.HostSuffix is { Length: > 0 } suffix
            ? HostText.WithSuffix(chosen ?? called, suffix)
            : chosen ?? (mirror.Backend.Options.PreserveHost ? called : null);
    }
}

using System.Collections.Frozen;
using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>Makes compiled header edits on a message: remove, then set, then add. Edits of content headers need a content.</summary>
internal static class HeaderEditor
{
    private static readonly FrozenSet<string> ContentHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location",
        "Content-MD5", "Content-Range", "Content-Type", "Expires", "Last-Modified");

    /// <summary>Edits a request and remembers in <paramref name="undo"/> what it changes.</summary>
    public static void Apply(HeaderEdits? edits, HttpRequestMessage request, ref HeaderUndo? undo)
    {
        if (edits is null)
            return;

        undo ??= new();
        Apply(edits, request.Headers, request.Content?.Headers, undo);
    }

    public static void Apply(HeaderEdits? edits, HttpResponseMessage response)
    {
        if (edits is not null)
            Apply(edits, response.Headers, response.Content.Headers, undo: null);
    }

    private static void Apply(HeaderEdits edits, HttpHeaders message, HttpHeaders? content, HeaderUndo? undo)
    {
        foreach (var name in edits.Remove)
        {
            var headers = Owner(name);
            undo?.Remember(headers, name);
            Remove(headers, name);
        }

        foreach (var (name, value) in edits.Set)
        {
            var headers = Owner(name);
            undo?.Remember(headers, name);
            Remove(headers, name);
            headers?.TryAddWithoutValidation(name, value);
        }

        foreach (var (name, value) in edits.Add)
        {
            var headers = Owner(name);
            undo?.Remember(headers, name);
            headers?.TryAddWithoutValidation(name, value);
        }

        HttpHeaders? Owner(string name) => ContentHeaders.Contains(name) ? content : message;
    }

    // Remove itself throws on names it does not know how to file.
    private static void Remove(HttpHeaders? headers, string name)
    {
        if (headers is not null && headers.NonValidated.Contains(name))
            headers.Remove(name);
    }
}

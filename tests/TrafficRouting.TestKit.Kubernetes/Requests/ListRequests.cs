using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Lists in pages, each page of the state that the first one showed.</summary>
internal sealed class ListRequests(ObjectStore store)
{
    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.Ordinal);
    private int _tokens;

    /// <summary>Forgets pages that somebody is reading on, which are answered with 410.</summary>
    public void Expire() => _pages.Clear();

    public Task AnswerAsync(HttpContext context, ApiResource resource, ApiPath path, Selector selector)
    {
        var query = context.Request.Query;
        Page page;
        if (query["continue"].ToString() is { Length: > 0 } token)
        {
            if (!_pages.TryRemove(token, out page!))
                return Answers.StatusAsync(context, StatusCodes.Status410Gone, "Expired", "The provided continue parameter is too old to display a consistent list result.");
        }
        else
        {
            var (version, objects) = store.List(resource);
            page = new(version, [.. objects.Where(o => (path.Namespace is null || o.Namespace == path.Namespace) && selector.Takes(o))]);
        }

        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var most) && most > 0 ? most : int.MaxValue;
        return Answers.JsonAsync(context, Write(resource, path.Version, page, limit));
    }

    private ReadOnlyMemory<byte> Write(ApiResource resource, string version, Page page, int limit)
    {
        var apiVersion = resource.ApiVersion(version);
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new() { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("apiVersion", apiVersion);
        json.WriteString("kind", $"{resource.Kind}List");
        json.WriteStartObject("metadata");
        json.WriteString("resourceVersion", page.Version.ToString(CultureInfo.InvariantCulture));
        if (page.Rest.Count > limit)
        {
            var token = $"page-{Interlocked.Increment(ref _tokens).ToString(CultureInfo.InvariantCulture)}=";
            _pages[token] = page with { Rest = new(page.Rest.Array!, page.Rest.Offset + limit, page.Rest.Count - limit) };
            json.WriteString("continue", token);
        }

        json.WriteEndObject();
        json.WriteStartArray("items");
        foreach (var item in page.Rest.Take(limit))
            json.WriteRawValue(item.Json(resource.IsBuiltIn ? null : apiVersion), skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private sealed record Page(long Version, ArraySegment<StoredObject> Rest)
    {
        public Page(long version, StoredObject[] all)
            : this(version, new ArraySegment<StoredObject>(all))
        {
        }
    }
}

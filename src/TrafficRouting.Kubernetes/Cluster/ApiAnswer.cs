using System.Net;
using System.Text.Json;

namespace TrafficRouting.Kubernetes;

/// <summary>What the API server says of one object: the object, or that there is none, or that another one was faster.</summary>
/// <param name="Status">The status.</param>
/// <param name="Object">The object, or nothing.</param>
internal readonly record struct ApiAnswer(HttpStatusCode Status, JsonElement Object)
{
    public bool IsThere => Object.ValueKind == JsonValueKind.Object;

    public bool IsMissing => Status == HttpStatusCode.NotFound;

    public bool IsConflict => Status == HttpStatusCode.Conflict;

    /// <summary>Gets the version by which the object is compared and swapped.</summary>
    public string Version => Object.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
}

using System.Text;
using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>An object at one version. Immutable.</summary>
/// <param name="Resource">Its kind.</param>
/// <param name="Version">Its resourceVersion.</param>
/// <param name="Content">Its content; never changed.</param>
public sealed record StoredObject(ApiResource Resource, long Version, JsonObject Content)
{
    private readonly Dictionary<string, byte[]> _written = new(StringComparer.Ordinal);

    public string Namespace { get; } = (string?)Content["metadata"]?["namespace"] ?? "";

    public string Name { get; } = (string)Content["metadata"]!["name"]!;

    /// <summary>Writes it in a version of its API; null for an item of a built-in kind's list, which leaves that out.</summary>
    public byte[] Json(string? apiVersion)
    {
        lock (_written)
        {
            if (_written.TryGetValue(apiVersion ?? "", out var known))
                return known;
            var copy = new JsonObject();
            if (apiVersion is not null)
                (copy["apiVersion"], copy["kind"]) = (apiVersion, Resource.Kind);
            foreach (var (name, value) in Content)
                copy[name] = value?.DeepClone();
            return _written[apiVersion ?? ""] = Encoding.UTF8.GetBytes(copy.ToJsonString());
        }
    }

    /// <summary>Gives the value at a path of field names with dots between, as field selectors write it.</summary>
    public string? Field(string path)
    {
        JsonNode? node = Content;
        foreach (var name in path.Split('.'))
            node = (node as JsonObject)?[name];
        return node?.ToString();
    }
}

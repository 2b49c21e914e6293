using System.Text.Json;
using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// Makes a document's parts out of an object of the API: what concerns routing alone, so that neither a status nor a label of the
/// cluster's own bookkeeping makes it another object.
/// </summary>
internal static class ObjectNodes
{
    // A copy of the object that kubectl keeps there would be read twice.
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] Metadata = ["name", "namespace", "labels", "annotations", "creationTimestamp"];

    /// <summary>Reads an object.</summary>
    /// <param name="file">What it is called in findings.</param>
    /// <param name="json">The object.</param>
    /// <param name="apiVersion">What its list says that it leaves out.</param>
    /// <param name="kind">What its list says that it leaves out.</param>
    /// <param name="isLabelled">Whether its labels are all that is of use.</param>
    public static MapNode Read(string file, JsonElement json, string apiVersion, string kind, bool isLabelled)
    {
        var position = new Position(file, 0, 0);
        var root = new MapNode(position);
        root.TryAdd("apiVersion", new ScalarNode(position, apiVersion, ScalarKind.Text));
        root.TryAdd("kind", new ScalarNode(position, kind, ScalarKind.Text));
        foreach (var field in json.EnumerateObject())
        {
            if (field.NameEquals("metadata"))
                root.TryAdd("metadata", ReadMetadata(field.Value, position));
            else if (!field.NameEquals("status") && !isLabelled)
                root.TryAdd(field.Name, Read(field.Value, position));
        }

        return root;
    }

    private static MapNode ReadMetadata(JsonElement json, Position position)
    {
        var metadata = new MapNode(position);
        foreach (var name in Metadata)
        {
            if (json.TryGetProperty(name, out var value))
                metadata.TryAdd(name, Read(value, position));
        }

        return metadata;
    }

    private static Node Read(JsonElement json, Position position)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new MapNode(position);
                foreach (var field in json.EnumerateObject())
                {
                    if (!field.NameEquals(LastApplied))
                        map.TryAdd(field.Name, Read(field.Value, position));
                }

                return map;
            case JsonValueKind.Array:
                var list = new ListNode(position);
                foreach (var item in json.EnumerateArray())
                    list.Add(Read(item, position));
                return list;
            case JsonValueKind.String:
                return new ScalarNode(position, json.GetString()!, ScalarKind.Text);
            default:
                var text = json.GetRawText();
                var (kind, value) = PlainScalar.Read(text);
                return new ScalarNode(position, text, kind, value);
        }
    }
}

using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Merge patches (RFC 7396), and as much of strategic merge patches as kubectl writes for the built-in kinds here.</summary>
internal static class JsonPatching
{
    // By which field the items of these lists are told apart.
    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal) { ["ports"] = "port", ["ownerReferences"] = "uid" };

    public static JsonNode? Merge(JsonNode? target, JsonNode? patch, bool isStrategic)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var merged = target is JsonObject known ? (JsonObject)known.DeepClone() : new JsonObject();
        foreach (var (name, value) in changes)
        {
            if (isStrategic && name.StartsWith('$'))
                continue;
            if (value is null)
                merged.Remove(name);
            else if (isStrategic && value is JsonArray items && MergeKeys.TryGetValue(name, out var key))
                merged[name] = MergeList(merged[name] as JsonArray, items, key);
            else
                merged[name] = Merge(merged[name], value, isStrategic);
        }

        return merged;
    }

    private static JsonArray MergeList(JsonArray? target, JsonArray patch, string key)
    {
        var merged = new JsonArray([.. (target ?? []).Select(i => i?.DeepClone())]);
        foreach (var item in patch.OfType<JsonObject>())
        {
            var known = merged.OfType<JsonObject>().FirstOrDefault(i => JsonNode.DeepEquals(i[key], item[key]));
            if ((string?)item["$patch"] is "delete")
                merged.Remove(known);
            else if (known is not null)
                merged[merged.IndexOf(known)] = Merge(known, item, isStrategic: true);
            else
                merged.Add(Merge(null, item, isStrategic: true));
        }

        return merged;
    }
}

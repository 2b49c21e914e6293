using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Translates edits of headers, of which a header may have one alone.</summary>
internal static class HeaderModifier
{
    public static JsonObject? Of(HeaderEditOptions? edits, string path, object entry, Unsaid unsaid)
    {
        if (edits is null)
            return null;
        var set = new SortedDictionary<string, string>(edits.Set, StringComparer.OrdinalIgnoreCase);
        var add = new SortedDictionary<string, string>(edits.Add, StringComparer.OrdinalIgnoreCase);
        // What is removed first and then added to is set.
        foreach (var name in edits.Remove.Where(add.ContainsKey).Where(n => !set.ContainsKey(n)))
            set[name] = add[name];
        foreach (var name in add.Keys.Where(set.ContainsKey).ToList())
        {
            if (!edits.Remove.Contains(name, StringComparer.OrdinalIgnoreCase) || edits.Set.ContainsKey(name))
                unsaid.Add($"{path}:Add:{name}", entry, "In an HTTPRoute a header takes one edit: it is set, and nothing is added to it.");
            add.Remove(name);
        }

        var json = new JsonObject();
        AddValues(json, "set", set);
        AddValues(json, "add", add);
        var removed = edits.Remove.Where(n => !set.ContainsKey(n)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (removed.Count > 0)
            json["remove"] = new JsonArray([.. removed.Select(n => (JsonNode)n)]);
        return json.Count == 0 ? null : json;

        void AddValues(JsonObject to, string action, SortedDictionary<string, string> values)
        {
            if (values.Remove("Host"))
                unsaid.Add($"{path}:Host", entry, "An HTTPRoute's modifiers do not edit Host; it is left out.");
            if (values.Count > 0)
                to[action] = new JsonArray([.. values.Select(v => (JsonNode)new JsonObject { ["name"] = v.Key, ["value"] = v.Value })]);
        }
    }
}

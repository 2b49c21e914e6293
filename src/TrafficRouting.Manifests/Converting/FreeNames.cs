using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>
/// Names of query parameters, cookies and the like that no key of .NET's configuration can be, because they hold a colon or differ
/// by case alone, become the <c>Name</c> of a condition under another key.
/// </summary>
internal static class FreeNames
{
    private static readonly string[] Maps = ["Headers", "Query", "Cookies", "Properties", "Baggage"];
    private static readonly string[] Groups = ["AllOf", "AnyOf", "NoneOf"];

    /// <summary>Renames the keys of a match, and of those nested in it.</summary>
    public static void Settle(JsonObject match)
    {
        foreach (var map in Maps)
        {
            if (match[map] is JsonObject conditions)
                match[map] = Renamed(conditions);
        }

        foreach (var nested in Groups.SelectMany(g => match[g] as JsonArray ?? []).OfType<JsonObject>())
            Settle(nested);
    }

    private static JsonObject Renamed(JsonObject conditions)
    {
        var taken = new HashSet<string>(conditions.Select(c => c.Key).Where(k => !k.Contains(':', StringComparison.Ordinal)), StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var renamed = new JsonObject();
        foreach (var (name, value) in conditions.ToList())
        {
            conditions.Remove(name);
            if (!name.Contains(':', StringComparison.Ordinal) && seen.Add(name))
            {
                renamed[name] = value;
                continue;
            }

            var condition = value as JsonObject ?? new JsonObject { ["Exact"] = value };
            condition["Name"] ??= name;
            var key = name.Replace(':', '_');
            for (var i = 2; !taken.Add(key); i++)
                key = $"{name.Replace(':', '_')}-{Text.Of(i)}";
            renamed[key] = condition;
        }

        return renamed;
    }
}

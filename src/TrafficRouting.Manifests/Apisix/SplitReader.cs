using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads the plugin traffic-split.</summary>
internal sealed class SplitReader(UpstreamNames upstreams)
{
    private const int MaxUpstreams = 20;

    public IReadOnlyList<SplitRule> Read(Fields plugin, string route, string? own)
    {
        var rules = new List<SplitRule>();
        foreach (var fields in plugin.Maps("rules"))
        {
            var index = rules.Count.ToString(CultureInfo.InvariantCulture);
            if (fields.Has("match") && fields.Items("match").Count == 0 && rules.Count > 0)
            {
                fields.Warning("match", "is empty, which in APISIX repeats the failure of the rule before; the rule takes nothing");
                continue;
            }

            var isFailing = fields.Maps("weighted_upstreams").Any(upstreams.IsMissing);
            var matches = ReadMatches(fields);
            var read = isFailing ? [] : ReadUpstreams(fields, $"{route}_{index}", own);
            rules.Add(new(fields, matches, read)
            {
                IsFailing = isFailing,
                Failover = UpstreamRetries.Of(fields, [.. read.Select(u => u.Backend)], upstreams),
            });
        }

        return rules;
    }

    private static List<MatchOptions>? ReadMatches(Fields rule)
    {
        var items = rule.Maps("match");
        foreach (var item in items.Where(i => !i.Has("vars")))
            item.Missing("vars");
        return items.Count == 0 ? null : [.. items.Select(i => new VarsReader(i).Read())];
    }

    private List<WeightedUpstream> ReadUpstreams(Fields rule, string title, string? own)
    {
        var entries = rule.Maps("weighted_upstreams");
        if (rule.IsList("weighted_upstreams") && rule.Items("weighted_upstreams").Count is 0 or > MaxUpstreams)
            rule.Error("weighted_upstreams", $"takes 1 to {MaxUpstreams} entries");
        // What is referred to twice counts once, with the last weight.
        var weights = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Count; i++)
        {
            var weight = entries[i].Integer("weight", least: 0) ?? 1;
            if ((upstreams.Find(entries[i], $"{title}-{i.ToString(CultureInfo.InvariantCulture)}") ?? own) is { } backend)
                weights[backend] = weight;
            else
                entries[i].Incomplete("needs upstream or upstream_id, because the route has no upstream of its own");
        }

        if (!rule.Has("weighted_upstreams") && own is not null)
            weights[own] = 1;
        else if (!rule.Has("weighted_upstreams"))
            rule.Missing("weighted_upstreams", "is required, because the route has no upstream of its own");
        return [.. weights.Select(w => new WeightedUpstream(w.Key, w.Value))];
    }
}

using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>Tells what is decided otherwise.</summary>
internal static class DiffReport
{
    /// <summary>Writes for people.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="most">How many requests are shown of each difference.</param>
    /// <param name="output">Where it is written.</param>
    public static void Write(RoutingDifferences found, int most, TextWriter output)
    {
        foreach (var change in found.Everywhere)
            output.WriteLine(change);
        foreach (var difference in found.Differences)
        {
            foreach (var change in difference.Changes)
                output.WriteLine(change);
            foreach (var probe in difference.Probes.Take(most))
                Write(probe, output);
            if (difference.Probes.Count > most)
                output.WriteLine($"  and {Wording.Counted(difference.Probes.Count - most, "other kind")} of requests (--all shows them)");
        }

        output.WriteLine(Verdict(found));
        foreach (var sampled in found.Sampled)
            output.WriteLine($"  sampled: {sampled}");
    }

    public static JsonNode ToJson(RoutingDifferences found) => new JsonObject
    {
        ["complete"] = found.Sampled.Count == 0,
        ["sampled"] = Json.Array(found.Sampled.Select(s => (JsonNode)s)),
        ["everywhere"] = Json.Array(found.Everywhere.Select(e => (JsonNode)e)),
        ["differences"] = Json.Array(found.Differences.Select(d => new JsonObject
        {
            ["changes"] = Json.Array(d.Changes.Select(c => (JsonNode)c)),
            ["requests"] = Json.Array(d.Probes.Select(ToJson)),
        })),
    };

    private static string Verdict(RoutingDifferences found)
    {
        var extent = found.Sampled.Count == 0 ? "complete" : "sampled, so there may be more";
        if (!found.Any)
            return $"no difference found ({extent})";
        var requests = found.Differences.Sum(d => d.Probes.Count);
        return $"{Wording.Counted(found.Differences.Count + found.Everywhere.Count, "difference")} in {Wording.Counted(requests, "kind")} of requests ({extent})";
    }

    private static void Write(Probe probe, TextWriter output)
    {
        var others = probe.Hosts.Length > 1 ? $" (and {Wording.Counted(probe.Hosts.Length - 1, "other host")})" : "";
        var headers = probe.Request.Headers.Select(h => $" -H {ProbeText.Quote($"{h.Key}: {ProbeText.Value(RequestFieldKind.Header, h.Key, h.Value)}")}");
        var properties = probe.Request.Properties.Select(p => $" --property {ProbeText.Quote($"{p.Key}={ProbeText.Value(RequestFieldKind.Property, p.Key, p.Value)}")}");
        output.WriteLine($"  {ProbeText.Line(probe.Request.Request)}{string.Concat(headers)}{string.Concat(properties)}{others}");
        if (probe.Where.Count > 0)
            output.WriteLine($"    where {string.Join(", ", probe.Where)}");
        output.WriteLine($"    was {probe.Was}");
        output.WriteLine($"    now {probe.Becomes}");
    }

    private static JsonNode ToJson(Probe probe) => new JsonObject
    {
        ["request"] = ProbeText.Line(probe.Request.Request),
        ["headers"] = ToJson(RequestFieldKind.Header, probe.Request.Headers),
        ["properties"] = ToJson(RequestFieldKind.Property, probe.Request.Properties),
        ["hosts"] = Json.Array(probe.Hosts.Select(h => (JsonNode)h)),
        ["where"] = Json.Array(probe.Where.Select(w => (JsonNode)w)),
        ["was"] = probe.Was.ToString(),
        ["now"] = probe.Becomes.ToString(),
    };

    private static JsonObject ToJson(RequestFieldKind kind, Dictionary<string, string> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)ProbeText.Value(kind, v.Key, v.Value))));
}

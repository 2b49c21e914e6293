using System.Globalization;
using System.Text.Json.Nodes;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>Says where a request goes.</summary>
internal static class ExplainReport
{
    public static void Write(Explained explained, TextWriter output)
    {
        output.WriteLine(explained.Taken.ToString().ReplaceLineEndings(output.NewLine));
        if (explained.Chosen is not null)
            output.WriteLine($"  bound to {explained.Chosen}");
        foreach (var mirror in explained.Taken.Route?.Mirrors ?? [])
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  mirrored to {mirror.Backend.Name}: {mirror.Options.Percentage:0.####} % of {(mirror.Methods.Contains("*", StringComparer.Ordinal) ? "all methods" : string.Join(", ", mirror.Methods))}"));
        if (explained.Taken.Route?.Options is { } options)
            WriteLimits(options, output);
        foreach (var (backend, outcome) in explained.Outcomes)
            Write(backend, outcome, output);
    }

    public static JsonNode ToJson(Explained explained) => new JsonObject
    {
        ["service"] = explained.Taken.Service?.Name,
        ["route"] = explained.Taken.Route?.Name,
        ["bound"] = explained.Chosen,
        ["rejections"] = Json.Array(explained.Taken.Rejections.Select(r => (JsonNode)new JsonObject { ["route"] = r.Route.Name, ["reason"] = r.Reason })),
        ["backends"] = Json.Array((explained.Taken.Route?.Backends ?? []).Select(b => (JsonNode)new JsonObject { ["backend"] = b.Backend.Name, ["weight"] = b.Weight })),
        ["mirrors"] = Json.Array((explained.Taken.Route?.Mirrors ?? []).Select(m => (JsonNode)new JsonObject
        {
            ["backend"] = m.Backend.Name,
            ["percentage"] = m.Options.Percentage,
            ["methods"] = Json.Array(m.Methods.Select(method => (JsonNode)method)),
        })),
        ["outcomes"] = Json.Array(explained.Outcomes.Select(o => ToJson(o.Backend, o.Outcome))),
    };

    private static void WriteLimits(RouteOptions options, TextWriter output)
    {
        if (options.Timeout is { } timeout)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  times out after {timeout.TotalSeconds:0.###} s{(options.TimeoutStatus is { } status ? $" with {status}" : "")}"));
        if (options.Fault is { Delay: not null } or { Abort: not null })
            output.WriteLine("  faults are injected; what follows is without them");
    }

    private static void Write(WeightedBackend? backend, Rehearsed outcome, TextWriter output)
    {
        output.WriteLine();
        var to = backend is { } known ? $" to {known.Backend.Name}" : "";
        if (outcome.Sent is not { } sent)
        {
            output.WriteLine(outcome.Refusal ?? $"answered{(to.Length > 0 ? $" instead of sent{to}" : "")}: {outcome.Status}{(outcome.Location is { } location ? $", Location: {location}" : "")}");
            return;
        }

        output.WriteLine($"sent{to}:");
        output.WriteLine($"  {sent.Method} {sent.Uri.OriginalString}");
        output.WriteLine($"  Host: {sent.Host}");
        foreach (var (name, value) in sent.Headers.Where(IsShown).OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
            output.WriteLine($"  {name}: {value}");
    }

    private static JsonObject ToJson(WeightedBackend? backend, Rehearsed outcome)
    {
        var json = new JsonObject { ["backend"] = backend?.Backend.Name, ["weight"] = backend?.Weight };
        if (outcome.Sent is not { } sent)
        {
            if (outcome.Refusal is { } refusal)
            {
                json["refused"] = refusal;
                return json;
            }

            json["status"] = outcome.Status;
            json["location"] = outcome.Location;
            return json;
        }

        json["method"] = sent.Method;
        json["uri"] = sent.Uri.OriginalString;
        json["host"] = sent.Host;
        json["headers"] = new JsonObject(sent.Headers.Where(IsShown).OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value)));
        return json;
    }

    private static bool IsShown(KeyValuePair<string, string> header) =>
        !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("traceparent", StringComparison.OrdinalIgnoreCase);
}

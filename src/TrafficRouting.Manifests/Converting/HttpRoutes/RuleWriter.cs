using System.Globalization;
using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Writes the rules of an HTTPRoute.</summary>
internal sealed class RuleWriter(Places places, Unsaid unsaid, Dictionary<JsonNode, string> comments)
{
    private const int TimedOut = 504;

    private static readonly string[] Said =
        ["Enabled", "Order", "Matches", "Weights", "Selection", "Mirrors", "RequestHeaders", "ResponseHeaders", "Rewrite", "Redirect", "DirectResponse", "Timeout", "TimeoutStatus"];

    private readonly RuleFilters _filters = new(places, unsaid);

    public JsonArray Write(IReadOnlyList<DraftedMatch> matches, string @namespace)
    {
        var rules = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var from = 0; from < matches.Count;)
        {
            // Matches of one route that follow one another make one rule, unless a prefix is replaced, which must be an only one.
            var route = matches[from].Rule.Route;
            var count = ReplacesPrefix(route) ? 1 : matches.Skip(from).TakeWhile(m => ReferenceEquals(m.Rule.Route, route)).Count();
            rules.Add((JsonNode)Write(route, [.. matches.Skip(from).Take(count)], @namespace, names));
            from += count;
        }

        return rules;
    }

    private JsonObject Write(Route route, DraftedMatch[] matches, string @namespace, HashSet<string> names)
    {
        var path = $"Services:{route.Service.Name}:Routes:{route.Name}";
        unsaid.AddKeys(path, RouteOptions.Shape, route.Options, Said);
        var name = ServiceName.Label(route.Name);
        for (var i = 2; !names.Add(name); i++)
            name = $"{ServiceName.Label(route.Name)}-{Text.Of(i)}";
        var rule = new JsonObject { ["name"] = name };
        if (matches is not [{ Draft.IsEverything: true, Draft.Path: null }])
            rule["matches"] = new JsonArray([.. matches.Select(m => (JsonNode)m.Draft.ToJson())]);
        var taken = (matches[0].Rule.Matcher.Path, matches[0].Draft);
        if (_filters.OfRoute(route, path, taken, @namespace) is { Count: > 0 } filters)
            rule["filters"] = filters;
        if (route.Backends.Length > 0)
            rule["backendRefs"] = new JsonArray([.. route.Backends.Select(b => (JsonNode)Reference(route, b, path, taken, @namespace))]);
        if (route.Options.Timeout is { } timeout)
            rule["timeouts"] = new JsonObject { ["backendRequest"] = Duration(timeout) };
        if (route.Options.TimeoutStatus is not (null or TimedOut))
            unsaid.Add($"{path}:TimeoutStatus", route.Options, $"After a timeout of an HTTPRoute the answer is {TimedOut}.");
        if (unsaid.LocationOf(path, route.Options) is { Line: > 0 } location)
            comments[rule] = (location with { Column = 0 }).ToString();
        return rule;
    }

    private JsonObject Reference(Route route, WeightedBackend backend, string path, (PathMatch, MatchDraft) taken, string @namespace)
    {
        if (backend.Backend.Options is { DirectResponse: not null } or { Redirect: not null })
            unsaid.Add($"Backends:{backend.Backend.Name}", backend.Backend.Options, "An HTTPRoute does not answer a share by itself.");
        var reference = RuleFilters.Reference(places.Of(backend.Backend.Name), @namespace);
        reference["weight"] = backend.Weight;
        if (_filters.OfBackend(route, backend.Backend, path, taken, @namespace) is { Count: > 0 } filters)
            reference["filters"] = filters;
        return reference;
    }

    private static bool ReplacesPrefix(Route route) =>
        route.Options.Rewrite?.PathPrefix is not null || route.Options.Redirect?.PathPrefix is not null || route.Backends.Any(b => b.Backend.Options.Rewrite?.PathPrefix is not null);

    private static string Duration(TimeSpan time)
    {
        var parts = new (double Count, string Unit)[] { (Math.Floor(time.TotalHours), "h"), (time.Minutes, "m"), (time.Seconds, "s"), (time.Milliseconds, "ms") };
        var text = string.Concat(parts.Where(p => p.Count > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count}{p.Unit}")));
        return text.Length == 0 ? "1ms" : text;
    }
}

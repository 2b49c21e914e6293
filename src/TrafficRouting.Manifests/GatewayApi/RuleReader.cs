using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads a rule of a route.</summary>
internal sealed class RuleReader(BackendRefReader backends, RouteKind kind, TrafficManifestOptions options)
{
    private const int MaxWeight = 1_000_000;

    private readonly FilterReader _filters = new(backends, kind);

    public GatewayRule Read(Fields rule, int index)
    {
        Limits.Check(rule, "matches", 64);
        Limits.Check(rule, "backendRefs", 16);
        var name = rule.Text("name") is { Length: > 0 } given ? given : index.ToString(CultureInfo.InvariantCulture);
        var matches = rule.Maps("matches").Select(m => kind.ReadMatch(m, options)).DefaultIfEmpty(kind.Everything(rule)).ToList();
        var (timeout, isOfAttempt) = TimeoutReader.Read(rule.Map("timeouts"));
        var read = new GatewayRule(rule, name, matches, _filters.Read(rule), [.. rule.Maps("backendRefs").Select(ReadBackend)])
        {
            Timeout = timeout,
            Failover = RetryReader.Read(rule.Map("retry"), hasAttemptTimeout: isOfAttempt),
            Sticky = SessionReader.Read(rule.Map("sessionPersistence"), $"{rule.Document.Namespace}/{rule.Document.Name}.{name}"),
        };
        Check(read);
        return read;
    }

    private GatewayBackendRef ReadBackend(Fields reference)
    {
        var weight = reference.Integer("weight", 0, MaxWeight) ?? 1;
        return new(reference, backends.Read(reference, $"its share is answered with {kind.Failed}"), weight, _filters.Read(reference));
    }

    private static void Check(GatewayRule rule)
    {
        if (rule.Filters.Redirect is not null && rule.Backends.Count > 0)
            rule.Fields.Error("backendRefs", "exclude RequestRedirect, which sends nothing");
        foreach (var parked in rule.Backends.Where(b => rule.Sticky is not null && b.Weight == 0))
            parked.Fields.Warning("weight", "is 0, which ends the sessions that are tied to it here; the specification would keep them");
        CheckPrefix(rule, rule.Fields, rule.Filters);
        foreach (var backend in rule.Backends)
            CheckPrefix(rule, backend.Fields, backend.Filters);
    }

    private static void CheckPrefix(GatewayRule rule, Fields owner, GatewayFilters filters)
    {
        var replaces = (filters.Rewrite?.PathPrefix ?? filters.Redirect?.PathPrefix) is not null;
        if (replaces && rule.Matches is not [{ Options.Path.PathPrefix: not null }])
            owner.Error("filters", "ReplacePrefixMatch needs exactly one match of the rule, of type PathPrefix");
    }
}

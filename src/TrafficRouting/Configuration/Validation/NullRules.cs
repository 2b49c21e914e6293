namespace TrafficRouting.Configuration.Validation;

/// <summary>
/// Nulls where options written in code must have something: entries of dictionaries and lists. Comes before all other
/// rules, which then need not look for them.
/// </summary>
internal static class NullRules
{
    /// <summary>Reports each null; <see langword="true"/> when there is none.</summary>
    public static bool Check(Scope root)
    {
        var options = root.Options;
        return All(
            List(root, "Diagnostics", options.Diagnostics),
            Is(root.At("Mirroring"), options.Mirroring),
            Entries(root, "Backends", options.Backends, Backend),
            Entries(root, "Services", options.Services, Service));
    }

    private static bool Backend(Scope scope, BackendOptions backend) => All(
        Entries(scope, "Endpoints", backend.Endpoints),
        Edits(scope.At("RequestHeaders"), backend.RequestHeaders),
        Edits(scope.At("ResponseHeaders"), backend.ResponseHeaders));

    private static bool Service(Scope scope, ServiceOptions service) => All(
        List(scope, "Hosts", service.Hosts),
        Entries(scope, "Routes", service.Routes, Route));

    private static bool Route(Scope scope, RouteOptions route) => All(
        List(scope, "Matches", route.Matches, (at, match) => Match(at, match, depth: 0)),
        Entries(scope, "Mirrors", route.Mirrors, Mirror),
        Edits(scope.At("RequestHeaders"), route.RequestHeaders),
        Edits(scope.At("ResponseHeaders"), route.ResponseHeaders));

    private static bool Mirror(Scope scope, MirrorOptions mirror) => All(
        List(scope, "Methods", mirror.Methods),
        List(scope, "OnlyFor", mirror.OnlyFor),
        Edits(scope.At("RequestHeaders"), mirror.RequestHeaders),
        mirror.Compare is not { } compare || All(
            List(scope.At("Compare"), "Headers", compare.Headers),
            List(scope.At("Compare"), "IgnorePaths", compare.IgnorePaths)));

    private static bool Match(Scope scope, MatchOptions match, int depth) => depth > MatchRules.MaxDepth || All(
        Condition(scope.At("Path"), match.Path),
        Condition(scope.At("Method"), match.Method),
        Condition(scope.At("Scheme"), match.Scheme),
        Condition(scope.At("Host"), match.Host),
        Entries(scope, "Headers", match.Headers, Condition),
        Entries(scope, "Query", match.Query, Condition),
        Entries(scope, "Cookies", match.Cookies, Condition),
        List(scope, "AllOf", match.AllOf, (at, nested) => Match(at, nested, depth + 1)),
        List(scope, "AnyOf", match.AnyOf, (at, nested) => Match(at, nested, depth + 1)),
        List(scope, "NoneOf", match.NoneOf, (at, nested) => Match(at, nested, depth + 1)));

    private static bool Condition(Scope scope, StringConditionOptions? condition) =>
        condition is null || All(List(scope, "In", condition.In), List(scope, "InNetwork", condition.InNetwork));

    private static bool Edits(Scope scope, HeaderEditOptions? edits) => edits is null || All(
        Entries(scope, "Set", edits.Set),
        Entries(scope, "Add", edits.Add),
        List(scope, "Remove", edits.Remove));

    private static bool Entries<T>(Scope scope, string key, IDictionary<string, T> entries, Func<Scope, T, bool>? check = null)
        where T : class
    {
        var sound = true;
        foreach (var (name, entry) in entries)
            sound &= Is(scope.At(key).At(name), entry) && (check is null || check(scope.At(key).At(name), entry));
        return sound;
    }

    private static bool List<T>(Scope scope, string key, IList<T> items, Func<Scope, T, bool>? check = null)
        where T : class
    {
        var sound = true;
        for (var i = 0; i < items.Count; i++)
            sound &= Is(scope.At(key, i), items[i]) && (check is null || check(scope.At(key, i), items[i]));
        return sound;
    }

    private static bool Is(Scope scope, object? value)
    {
        if (value is null)
            scope.Error("Is null. Give it a value, or leave it out.");
        return value is not null;
    }

    // Evaluated one and all before, so that every null is reported.
    private static bool All(params ReadOnlySpan<bool> sound) => !sound.Contains(false);
}

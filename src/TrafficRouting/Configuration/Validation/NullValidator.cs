namespace TrafficRouting;

/// <summary>
/// Nulls where options written in code must have something: entries of dictionaries and lists. Comes before all other
/// rules, which then need not look for them.
/// </summary>
internal static class NullValidator
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
        Edits(scope, "RequestHeaders", backend.RequestHeaders),
        Edits(scope, "ResponseHeaders", backend.ResponseHeaders));

    private static bool Service(Scope scope, ServiceOptions service) => All(
        List(scope, "Hosts", service.Hosts),
        Entries(scope, "Routes", service.Routes, Route));

    public static bool Route(Scope scope, RouteOptions route) => All(
        List(scope, "Matches", route.Matches, (at, match) => Match(at, match, depth: 0)),
        Entries(scope, "Mirrors", route.Mirrors, Mirror),
        Edits(scope, "RequestHeaders", route.RequestHeaders),
        Edits(scope, "ResponseHeaders", route.ResponseHeaders));

    public static bool Mirror(Scope scope, MirrorOptions mirror) => All(
        List(scope, "Methods", mirror.Methods),
        List(scope, "Backends", mirror.Backends),
        Edits(scope, "RequestHeaders", mirror.RequestHeaders),
        mirror.Compare is not { } compare || All(
            List(scope.At("Compare"), "Headers", compare.Headers),
            List(scope.At("Compare"), "IgnorePaths", compare.IgnorePaths)));

    private static bool Match(Scope scope, MatchOptions match, int depth) => depth > MatchValidator.MaxDepth || All(
        Condition(scope, "Path", match.Path),
        Condition(scope, "Method", match.Method),
        Condition(scope, "Scheme", match.Scheme),
        Condition(scope, "Host", match.Host),
        Entries(scope, "Headers", match.Headers, Tests),
        Entries(scope, "Query", match.Query, Tests),
        Entries(scope, "Cookies", match.Cookies, Tests),
        List(scope, "AllOf", match.AllOf, (at, nested) => Match(at, nested, depth + 1)),
        List(scope, "AnyOf", match.AnyOf, (at, nested) => Match(at, nested, depth + 1)),
        List(scope, "NoneOf", match.NoneOf, (at, nested) => Match(at, nested, depth + 1)));

    private static bool Condition(Scope scope, string key, StringConditionOptions? condition) =>
        condition is null || Tests(scope.At(key), condition);

    private static bool Tests(Scope scope, StringConditionOptions condition) =>
        All(List(scope, "In", condition.In), List(scope, "InNetwork", condition.InNetwork));

    private static bool Edits(Scope scope, string key, HeaderEditOptions? edits) => edits is null || All(
        Entries(scope.At(key), "Set", edits.Set),
        Entries(scope.At(key), "Add", edits.Add),
        List(scope.At(key), "Remove", edits.Remove));

    private static bool Entries<T>(Scope scope, string key, IDictionary<string, T> entries, Func<Scope, T, bool>? check = null)
        where T : class
    {
        var sound = true;
        Scope? all = null;
        foreach (var (name, entry) in entries)
        {
            if (entry is null || check is not null)
                sound &= Is((all ??= scope.At(key)).At(name), entry, check);
        }

        return sound;
    }

    private static bool List<T>(Scope scope, string key, IList<T> items, Func<Scope, T, bool>? check = null)
        where T : class
    {
        var sound = true;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null || check is not null)
                sound &= Is(scope.At(key, i), items[i], check);
        }

        return sound;
    }

    public static bool Is<T>(Scope scope, T? value, Func<Scope, T, bool>? check = null)
        where T : class
    {
        if (value is null)
            scope.Error("Is null. Give it a value, or leave it out.");
        return value is not null && (check is null || check(scope, value));
    }

    // Evaluated one and all before, so that every null is reported.
    private static bool All(params ReadOnlySpan<bool> sound) => !sound.Contains(false);
}

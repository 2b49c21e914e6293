namespace TrafficRouting;

/// <summary>The conditions of a match, its nested matches included.</summary>
internal static class MatchValidator
{
    public const int MaxDepth = 16;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>Tells whether a match plainly takes every request.</summary>
    public static bool IsCatchAll(MatchOptions match) =>
        match is { Method: null, Scheme: null, Host: null, Port: null, Predicate: null }
        && match.Headers.Count + match.Query.Count + match.Cookies.Count + match.Properties.Count + match.Baggage.Count + match.NoneOf.Count == 0
        && (match.Path is null || TakesAll(match.Path))
        && match.AllOf.All(IsCatchAll)
        && (match.AnyOf.Count == 0 || match.AnyOf.Any(IsCatchAll));

    public static void Check(Scope scope, MatchOptions match, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            scope.Error($"Matches are nested deeper than {MaxDepth} levels.");
            return;
        }

        if (match.Path is { } path)
            CheckPath(scope.At("Path"), path);
        if (match.Method is { } method)
            CheckMethod(scope.At("Method"), method);
        if (match.Scheme is { } scheme)
            CheckUnnamed(scope.At("Scheme"), scheme, ignoresCase: true);
        if (match.Host is { } host)
            CheckHost(scope.At("Host"), host);
        CheckNamed(scope, match);
        CheckNested(scope, "AllOf", match.AllOf, depth);
        CheckNested(scope, "AnyOf", match.AnyOf, depth);
        CheckNested(scope, "NoneOf", match.NoneOf, depth);
    }

    private static void CheckNested(Scope scope, string key, IList<MatchOptions> matches, int depth)
    {
        for (var i = 0; i < matches.Count; i++)
            Check(scope.At(key, matches, i), matches[i], depth + 1);
    }

    private static void CheckNamed(Scope scope, MatchOptions match)
    {
        foreach (var (name, condition) in match.Headers)
        {
            HeaderValidator.Name(scope.At("Headers").At(name), condition.Name ?? name);
            ConditionValidator.Check(scope.At("Headers").At(name), condition);
        }

        foreach (var (name, condition) in match.Query)
            ConditionValidator.Check(scope.At("Query").At(name), condition);

        foreach (var (name, condition) in match.Properties)
            ConditionValidator.Check(scope.At("Properties").At(name), condition);

        foreach (var (name, condition) in match.Baggage)
        {
            BaggageValidator.Name(scope.At("Baggage").At(name), condition.Name ?? name);
            ConditionValidator.Check(scope.At("Baggage").At(name), condition);
        }

        foreach (var (name, condition) in match.Cookies)
        {
            HeaderValidator.CookieName(scope.At("Cookies").At(name), condition.Name ?? name);
            ConditionValidator.Check(scope.At("Cookies").At(name), condition);
        }
    }

    private static void CheckUnnamed(Scope scope, StringConditionOptions condition, bool ignoresCase = false)
    {
        if (condition.Name is not null)
            scope.At("Name").Error("Only conditions on headers, query parameters, cookies, properties and baggage have a name.");
        ConditionValidator.Check(scope, condition, ignoresCase);
    }

    private static void CheckHost(Scope scope, StringConditionOptions host)
    {
        CheckUnnamed(scope, host, ignoresCase: true);
        if (host.Exact is { } exact)
            HostValidator.CheckSpelling(scope.At("Exact"), exact);
        for (var i = 0; i < host.In.Count; i++)
            HostValidator.CheckSpelling(scope.At("In", host.In, i), host.In[i]);
    }

    private static void CheckMethod(Scope scope, StringConditionOptions method)
    {
        CheckUnnamed(scope, method);
        if (!method.IgnoreCase && method.Exact is { } exact && !Methods.Contains(exact, StringComparer.Ordinal)
            && Methods.Contains(exact, StringComparer.OrdinalIgnoreCase))
        {
            scope.Warn($"Methods are case-sensitive: write '{exact.ToUpperInvariant()}'.");
        }
    }

    private static void CheckPath(Scope scope, PathConditionOptions path)
    {
        CheckUnnamed(scope, path);
        if (path.Exact is { } exact)
            CheckPlainPath(scope.At("Exact"), exact);
        if (path.PathPrefix is { } segments)
            CheckPlainPath(scope.At("PathPrefix"), segments);
        if (path.Prefix is { } prefix)
            PathValidator.CheckOrEmpty(scope.At("Prefix"), prefix);
        for (var i = 0; i < path.In.Count; i++)
            PathValidator.Check(scope.At("In", path.In, i), path.In[i]);
    }

    private static void CheckPlainPath(Scope scope, string path)
    {
        PathValidator.Check(scope, path);
        // As other routers write what lies below a path.
        if (path.StartsWith('/') && (path.Contains('{', StringComparison.Ordinal) || path.EndsWith('*')))
        {
            var below = path[..path.LastIndexOf('/', path.IndexOfAny(['{', '*']))];
            scope.Warn($"'*' and '{{…}}' stand for themselves here. Write {{ \"PathPrefix\": {(below.Length == 0 ? "\"/\"" : $"\"{below}\"")} }} for all below it, or a Regex.");
        }
    }

    private static bool TakesAll(PathConditionOptions path) =>
        path is { Not: false, Exact: null, Suffix: null or "", Contains: null or "", Regex: null or ".*", Present: null or true, GreaterThan: null, LessThan: null }
        && path.In.Count + path.InNetwork.Count == 0
        && path.Prefix is null or "" or "/"
        && path.PathPrefix is null or "/";
}

using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Translates a match; one that asks for one of several things becomes several.</summary>
internal static partial class MatchDrafts
{
    private const int Most = 64;

    private static readonly string[] Said = ["Path", "Method", "Headers", "Query", "AllOf", "AnyOf"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>Translates a match.</summary>
    /// <exception cref="UnsaidException">There are no words for one of its conditions.</exception>
    public static IReadOnlyList<MatchDraft> Of(MatchOptions match)
    {
        if (MatchOptions.Shape.Keys.FirstOrDefault(k => !Said.Contains(k.Name, StringComparer.Ordinal) && k.IsGiven(match)) is { } unknown)
            throw new UnsaidException($"'{unknown.Name}'");
        IReadOnlyList<MatchDraft> drafts = [MatchDraft.Everything];
        if (match.Path is { } path)
            drafts = Both(drafts, [.. Paths(path).Select(p => new MatchDraft { Path = p })]);
        if (match.Method is { } method)
            drafts = Both(drafts, [.. MethodsOf(method).Select(m => new MatchDraft { Method = m })]);
        foreach (var (name, condition) in match.Headers)
            drafts = Both(drafts, [new() { Headers = MatchDraft.Everything.Headers.Add(condition.Name ?? name, ValueMatch.Of(condition)) }]);
        foreach (var (name, condition) in match.Query)
            drafts = Both(drafts, [new() { Query = MatchDraft.Everything.Query.Add(condition.Name ?? name, ValueMatch.Of(condition)) }]);
        foreach (var nested in match.AllOf)
            drafts = Both(drafts, Of(nested));
        if (match.AnyOf.Count > 0)
            drafts = Both(drafts, [.. match.AnyOf.SelectMany(Of)]);
        return drafts;
    }

    private static IReadOnlyList<MatchDraft> Both(IReadOnlyList<MatchDraft> some, IReadOnlyList<MatchDraft> others)
    {
        Refuse(some.Count * others.Count > Most, $"more than {Most} combinations of conditions");
        return [.. some.SelectMany(_ => others, (one, other) => one.And(other))];
    }

    private static IEnumerable<ValueMatch> Paths(PathConditionOptions path)
    {
        if (MatchedPath.IsEvery(path))
            return [new("PathPrefix", "/")];
        if (path is { Not: false, IgnoreCase: false } && ShapeOf(path) is { } single)
        {
            if (single is "PathPrefix" && IsPath(path.PathPrefix!))
                return [new("PathPrefix", path.PathPrefix!)];
            if (single is "Exact" && IsPath(path.Exact!))
                return [ValueMatch.Exact(path.Exact!)];
            if (single is "In" && path.In.All(IsPath))
                return path.In.Select(ValueMatch.Exact);
        }

        return [ValueMatch.Of(path)];
    }

    private static string[] MethodsOf(StringConditionOptions method)
    {
        var methods = ShapeOf(method) switch
        {
            "Exact" => [method.Exact!],
            "In" => [.. method.In],
            _ => Array.Empty<string>(),
        };
        Refuse(methods.Length == 0 || method.Not || method.IgnoreCase, "a condition on the method other than one of some");
        Refuse(Array.Exists(methods, m => !Methods.Contains(m, StringComparer.Ordinal)), "a method that it does not know");
        return methods;
    }

    // The only test of a condition.
    private static string? ShapeOf(StringConditionOptions condition)
    {
        var given = PathConditionOptions.Shape.Keys.Where(k => k.Name is not ("Not" or "IgnoreCase" or "Name") && IsGiven(k.Name)).Select(k => k.Name).ToList();
        return given is [var only] ? only : null;

        bool IsGiven(string key) => key switch
        {
            "Exact" => condition.Exact is not null,
            "Prefix" => condition.Prefix is not null,
            "Suffix" => condition.Suffix is not null,
            "Contains" => condition.Contains is not null,
            "Regex" => condition.Regex is not null,
            "Present" => condition.Present is not null,
            "In" => condition.In.Count > 0,
            "GreaterThan" => condition.GreaterThan is not null,
            "LessThan" => condition.LessThan is not null,
            "InNetwork" => condition.InNetwork.Count > 0,
            _ => (condition as PathConditionOptions)?.PathPrefix is not null,
        };
    }

    private static void Refuse(bool isAsked, string what)
    {
        if (isAsked)
            throw new UnsaidException(what);
    }

    private static bool IsPath(string path) => Plain().IsMatch(path) && !Segments().IsMatch(path);

    [GeneratedRegex(@"^/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Plain();

    [GeneratedRegex(@"//|/\.{1,2}(?:/|$)|%2[fF]", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Segments();
}

using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads one of a rule's <c>matches</c>.</summary>
internal static partial class MatchReader
{
    private const int LongestPath = 1024;

    /// <summary>Gets the match of a rule that has none: every path.</summary>
    public static HttpRouteMatch Everything(Fields rule) =>
        new(rule, rule.Locate(new MatchOptions { Path = new() { PathPrefix = "/" } }), new(1, 1, HasMethod: false, 0, 0));

    public static HttpRouteMatch Read(Fields match)
    {
        var options = match.Locate(new MatchOptions());
        var kind = ReadPath(match.Map("path"), options);
        if (match.Choice("method", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH") is { } method)
            options.Method = new() { Exact = method };
        ReadValues(match, "headers", options.Headers);
        ReadValues(match, "queryParams", options.Query);
        return new(match, options, new(kind, options.Path?.PathPrefix?.Length ?? 0, options.Method is not null, options.Headers.Count, options.Query.Count));
    }

    private static int ReadPath(Fields? path, MatchOptions options)
    {
        var type = path?.Choice("type", "PathPrefix", "Exact", "RegularExpression") ?? "PathPrefix";
        var value = path?.Text("value") ?? "/";
        if (value.Length > LongestPath)
            path!.Error("value", $"must have at most {LongestPath} characters, not {value.Length}");
        if (type is "RegularExpression")
        {
            options.Path = Re2Pattern.Check(path!, "value", value, isAscii: true) is { } pattern ? new() { Regex = pattern } : null;
            return 2;
        }

        if (!IsPath(value))
            path!.Error("value", $"'{value}' must begin with '/', without empty, '.' and '..' segments, escaped slashes, '#' and '?'");
        options.Path = type is "Exact" ? new() { Exact = value } : new() { PathPrefix = value };
        return type is "Exact" ? 0 : 1;
    }

    // A name in another case is the same header and another query parameter.
    private static void ReadValues(Fields match, string field, IDictionary<string, StringConditionOptions> conditions)
    {
        Limits.Check(match, field, 16);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in match.Maps(field))
        {
            var type = value.Choice("type", "Exact", "RegularExpression") ?? "Exact";
            var (name, text) = (value.RequiredText("name"), value.RequiredText("value"));
            if (name is null || text is null)
                continue;
            var condition = type is "Exact" ? new() { Exact = text } : Re2Pattern.Check(value, "value", text) is { } pattern ? new StringConditionOptions { Regex = pattern } : null;
            if (!HeaderModifierReader.IsName(name))
                value.Error("name", $"'{name}' holds characters that no name takes");
            else if (!written.Add(name))
                value.Error("name", $"'{name}' is there twice");
            else if (condition is not null && !conditions.TryAdd(name, condition))
                value.Warning("name", $"'{name}' is matched already, which counts; this one is ignored");
        }
    }

    private static bool IsPath(string path) =>
        path.StartsWith('/') && Path().IsMatch(path) && !Segments().IsMatch(path);

    [GeneratedRegex(@"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Path();

    [GeneratedRegex(@"//|/\.{1,2}(?:/|$)|%2[fF]", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Segments();
}

using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads one of a rule's <c>matches</c>.</summary>
internal static partial class MatchReader
{
    private const int MaxPathLength = 1024;

    /// <summary>Gets the match of a rule that has none: every path.</summary>
    public static GatewayMatch Everything(Fields rule) =>
        new(rule, rule.Locate(new MatchOptions { Path = new() { PathPrefix = "/" } }), MatchRank.OfHttp(PathKind.Prefix, 1, hasMethod: false, 0, 0, default)) { IsEverything = true };

    public static GatewayMatch Read(Fields match, TrafficManifestOptions settings)
    {
        var options = match.Locate(new MatchOptions());
        var (kind, length) = ReadPath(match.Map("path"), options);
        if (match.Choice("method", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH") is { } method)
            options.Method = new() { Exact = method };
        ReadValues(match, "headers", options.Headers);
        ReadValues(match, "queryParams", options.Query);
        var rank = MatchRank.OfHttp(kind, length, options.Method is not null, options.Headers.Count, options.Query.Count, settings.RegexOrder);
        var isOpen = options is { Method: null, Headers.Count: 0, Query.Count: 0 };
        return new(match, options, rank) { IsPattern = kind is PathKind.Pattern, IsEverything = isOpen && options.Path is { PathPrefix: "/" } };
    }

    // A name in another case is the same header and another query parameter.
    public static void ReadValues(Fields match, string field, IDictionary<string, StringConditionOptions> conditions)
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

    private static (PathKind Kind, int Length) ReadPath(Fields? path, MatchOptions options)
    {
        var type = path?.Choice("type", "PathPrefix", "Exact", "RegularExpression") ?? "PathPrefix";
        var value = path?.Text("value") ?? "/";
        if (value.Length > MaxPathLength)
            path!.Error("value", $"must have at most {MaxPathLength} characters, not {value.Length}");
        if (type is "RegularExpression")
        {
            options.Path = Re2Pattern.Check(path!, "value", value, isAscii: true) is { } pattern ? new() { Regex = pattern } : null;
            return (PathKind.Pattern, value.Length);
        }

        if (!IsPath(value))
            path!.Error("value", $"'{value}' must begin with '/', without empty, '.' and '..' segments, escaped slashes, '#' and '?'");
        options.Path = type is "Exact" ? new() { Exact = value } : new() { PathPrefix = value };
        return (type is "Exact" ? PathKind.Exact : PathKind.Prefix, value.Length);
    }

    private static bool IsPath(string path) =>
        path.StartsWith('/') && Path().IsMatch(path) && !Segments().IsMatch(path);

    [GeneratedRegex(@"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Path();

    [GeneratedRegex(@"//|/\.{1,2}(?:/|$)|%2[fF]", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Segments();
}

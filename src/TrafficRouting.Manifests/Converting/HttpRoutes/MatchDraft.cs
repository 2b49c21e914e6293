using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>One of an HTTPRoute rule's matches.</summary>
internal sealed record MatchDraft
{
    public static MatchDraft Everything { get; } = new();

    /// <summary>Gets what the path is asked for, or null for every path.</summary>
    public ValueMatch? Path { get; init; }

    public string? Method { get; init; }

    public ImmutableDictionary<string, ValueMatch> Headers { get; init; } = ImmutableDictionary.Create<string, ValueMatch>(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<string, ValueMatch> Query { get; init; } = ImmutableDictionary.Create<string, ValueMatch>(StringComparer.Ordinal);

    /// <summary>Gets its place among all matches of a host.</summary>
    public MatchRank Rank => MatchRank.OfHttp(
        Path?.Type switch { "Exact" => PathKind.Exact, "RegularExpression" => PathKind.Pattern, _ => PathKind.Prefix },
        Path?.Value.Length ?? 1, Method is not null, Headers.Count, Query.Count, default);

    public bool IsEverything => Path is null or { Type: "PathPrefix", Value: "/" } && Method is null && Headers.IsEmpty && Query.IsEmpty;

    /// <summary>Asks for both.</summary>
    /// <exception cref="UnsaidException">Both ask for the same value.</exception>
    public MatchDraft And(MatchDraft other) => new()
    {
        Path = One(Path, other.Path, "the path"),
        Method = One(Method, other.Method, "the method"),
        Headers = Join(Headers, other.Headers, "header"),
        Query = Join(Query, other.Query, "query parameter"),
    };

    /// <summary>Tells whether no request can match both, because they ask for different texts.</summary>
    public bool Excludes(MatchDraft other) =>
        (Method is not null && other.Method is not null && Method != other.Method)
        || Differ(Path, other.Path)
        || (Path is { Type: "Exact" } path && Misses(other.Path, path.Value)) || (other.Path is { Type: "Exact" } others && Misses(Path, others.Value))
        || Headers.Any(h => Differ(h.Value, other.Headers.GetValueOrDefault(h.Key)))
        || Query.Any(q => Differ(q.Value, other.Query.GetValueOrDefault(q.Key)));

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Path is not null)
            json["path"] = Path.ToJson();
        if (Method is not null)
            json["method"] = Method;
        if (!Headers.IsEmpty)
            json["headers"] = ToJson(Headers);
        if (!Query.IsEmpty)
            json["queryParams"] = ToJson(Query);
        return json;
    }

    private static JsonArray ToJson(ImmutableDictionary<string, ValueMatch> values) =>
        [.. values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (JsonNode)v.Value.ToJson(v.Key))];

    private static bool Differ(ValueMatch? one, ValueMatch? other) => one is { Type: "Exact" } && other is { Type: "Exact" } && one.Value != other.Value;

    private static bool Misses(ValueMatch? prefix, string path) =>
        prefix is { Type: "PathPrefix" } && prefix.Value.TrimEnd('/') is var start && path != start && !path.StartsWith($"{start}/", StringComparison.Ordinal);

    private static T? One<T>(T? one, T? other, string what)
        where T : class => one is null ? other : other is null ? one : throw new UnsaidException($"two conditions on {what}");

    private static ImmutableDictionary<string, ValueMatch> Join(ImmutableDictionary<string, ValueMatch> one, ImmutableDictionary<string, ValueMatch> other, string what) =>
        other.Keys.FirstOrDefault(one.ContainsKey) is { } name ? throw new UnsaidException($"two conditions on the {what} '{name}'") : one.AddRange(other);
}

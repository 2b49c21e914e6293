using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>A compiled edit of a request's path and host.</summary>
/// <param name="Path">What replaces the path, or its matched prefix.</param>
/// <param name="ReplacesPrefix">Whether <paramref name="Path"/> replaces only the matched prefix.</param>
/// <param name="Pattern">The pattern replaced by <paramref name="Replacement"/>, in place of a path.</param>
/// <param name="Replacement">The replacement, in .NET's notation.</param>
/// <param name="Host">The Host header to send, or the backend's authority.</param>
internal sealed record Rewrite(string? Path, bool ReplacesPrefix, Regex? Pattern, string? Replacement, string? Host)
{
    /// <summary>Gets a value indicating whether the path is edited.</summary>
    public bool EditsPath => Path is not null || Pattern is not null;

    public static Rewrite? From(RewriteOptions? options) => options is null ? null : Compile(options);

    /// <summary>Joins two edits: of path and host, each is made as the second says where it says anything, else as the first does.</summary>
    /// <param name="first">An edit, or null for none.</param>
    /// <param name="second">An edit that goes before, or null for none.</param>
    public static Rewrite? Join(Rewrite? first, Rewrite? second)
    {
        if (first is null || second is null)
            return first ?? second;
        return (second.EditsPath ? second : first) with { Host = second.Host ?? first.Host };
    }

    // Apart, so that a table without edits does not load what patterns are made of.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Rewrite Compile(RewriteOptions options) => new(
        options.Path ?? options.PathPrefix,
        ReplacesPrefix: options.Path is null && options.PathPrefix is not null,
        options.Regex is null ? null : RoutingRegex.Search(options.Regex),
        options.Regex is null ? null : RegexReplacement.Translate(options.Replacement ?? string.Empty),
        options.Host);
}

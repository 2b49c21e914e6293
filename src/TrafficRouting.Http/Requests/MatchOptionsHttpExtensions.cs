using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Writes a match on requests of <see cref="HttpClient"/> in code.</summary>
public static class MatchOptionsHttpExtensions
{
    private const int MaxTextLength = 100;

    /// <summary>
    /// Takes requests for which a predicate holds, beside the match's other conditions, which are evaluated first. Where the predicate
    /// throws, the request does not match, and the failure is counted. Called several times, all predicates must hold. A predicate
    /// may itself ask the router or send other requests through routed clients, as long as those do not come to it again.
    /// </summary>
    /// <param name="match">The match.</param>
    /// <param name="predicate">The predicate. Called for many requests at once; must be quick, and must neither change the request nor read its content.</param>
    /// <param name="text">The predicate in words, for explanations and the counter of failures; its source by default.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions Where(
        this MatchOptions match, Func<HttpRequestMessage, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(text);

        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = words.Length <= MaxTextLength ? words : $"{words.AsSpan(0, MaxTextLength)}…";
        match.Predicate = match.Predicate is { } first
            ? new(message => first.Holds(message) && message is HttpRequestMessage request && predicate(request), $"{first.Text} and {shown}")
            : new(message => message is HttpRequestMessage request && predicate(request), shown);
        return match;
    }
}

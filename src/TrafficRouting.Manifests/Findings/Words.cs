using System.Globalization;
using System.Numerics;

namespace TrafficRouting.Manifests;

/// <summary>Turns of phrase shared by the findings.</summary>
internal static class Words
{
    private const int MaxSuggestionDistance = 3;

    public static string OneOf(IReadOnlyCollection<string> allowed) =>
        allowed.Count == 1 ? allowed.First() : $"one of {string.Join(", ", allowed)}";

    /// <summary>Tells which numbers are allowed, where the type's own bounds are none.</summary>
    public static string Range<T>(string what, T least, T most)
        where T : IMinMaxValue<T>, IComparisonOperators<T, T, bool> => (least > T.MinValue, most < T.MaxValue) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"{what} from {least} to {most}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{what} of at least {least}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"{what} of at most {most}"),
            _ => what,
        };

    /// <summary>Cuts off what is too long to be read, so that no finding grows with what a document holds.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : $"{text.AsSpan(0, most)}…";

    public static string DidYouMean(string given, IEnumerable<string> known)
    {
        var nearest = known.Where(k => Math.Abs(k.Length - given.Length) <= MaxSuggestionDistance).Select(k => (Word: k, Distance: Suggestion.Distance(given, k))).Where(k => k.Distance <= 1 + (k.Word.Length / 5))
            .OrderBy(k => k.Distance).FirstOrDefault().Word;
        return nearest is null ? string.Empty : $"; did you mean '{nearest}'";
    }
}

using System.Globalization;
using System.Numerics;

namespace TrafficRouting.Manifests;

/// <summary>Turns of phrase shared by the findings.</summary>
internal static class Words
{
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
        var nearest = known.Select(k => (Word: k, Distance: Distance(given, k))).Where(k => k.Distance <= 1 + (k.Word.Length / 5))
            .OrderBy(k => k.Distance).FirstOrDefault().Word;
        return nearest is null ? string.Empty : $"; did you mean '{nearest}'";
    }

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[b.Length];
    }
}

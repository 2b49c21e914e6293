using System.Globalization;

namespace TrafficRouting.Cli;

/// <summary>
/// Finds values of which one stands for every possible outcome of some tests: for equality, beginnings and presence all there are,
/// for others those that come to mind.
/// </summary>
internal static class ValueSamples
{
    private const string Letters = "zyxwvutsrqponmlkjihgfedcba0123456789-_~";

    private static readonly string[] Numbers = ["0", "1"];

    /// <summary>Tells whether the values found for a test are all that it can tell apart.</summary>
    public static bool IsComplete(ValueTest test) =>
        test.Kind is ValueTestKind.Present or ValueTestKind.Absent or ValueTestKind.Exact or ValueTestKind.In or ValueTestKind.Prefix or ValueTestKind.Segments;

    public static IEnumerable<string> Of(IReadOnlyList<ValueCondition> conditions)
    {
        var tests = conditions.SelectMany(c => c.Tests).ToList();
        var literals = tests.SelectMany(t => Literals(t).Select(l => (Text: l, t.IgnoresCase))).Distinct().ToList();
        var found = literals.Select(l => l.Text)
            .Concat(tests.SelectMany(Guesses))
            .Concat(conditions.Select(Joined))
            .Concat(MixedCase([.. literals.Where(l => l.IgnoresCase).Select(l => l.Text)], [.. literals.Where(l => !l.IgnoresCase).Select(l => l.Text)]));
        // After a text that is as long as can be, anything that begins no longer one is as good as any other.
        string[] nothing = [""];
        return nothing.Concat(found).SelectMany(f => new[] { f, f + Other(f, literals) });
    }

    private static string Other(string text, List<(string Text, bool IgnoresCase)> literals)
    {
        var next = literals.Where(l => l.Text.Length > text.Length && l.Text.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Select(l => char.ToUpperInvariant(l.Text[text.Length])).ToHashSet();
        return Letters.First(c => !next.Contains(char.ToUpperInvariant(c))).ToString();
    }

    private static IEnumerable<string> Literals(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Exact or ValueTestKind.Prefix => [test.Text],
        ValueTestKind.Segments => [test.Text, test.Text + "/"],
        ValueTestKind.In => test.Values,
        _ => [],
    };

    // A text whose letter case does not count may begin with one whose case does, and leave it at any letter.
    private static IEnumerable<string> MixedCase(List<string> any, List<string> exact) =>
        from text in any
        from other in exact
        from length in Enumerable.Range(0, Math.Min(text.Length, other.Length) + 1)
        where text.AsSpan(0, length).Equals(other.AsSpan(0, length), StringComparison.OrdinalIgnoreCase)
        let rest = text[length..]
        from cased in rest.Length == 0 ? [""] : new[] { char.ToUpperInvariant(rest[0]) + rest[1..], char.ToLowerInvariant(rest[0]) + rest[1..] }
        select other[..length] + cased;

    private static IEnumerable<string> Guesses(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Suffix => [test.Text, $"x{test.Text}", $"/x{test.Text}"],
        ValueTestKind.Contains => [test.Text, $"x{test.Text}x", $"/x{test.Text}"],
        ValueTestKind.GreaterThan or ValueTestKind.LessThan => [.. Numbers, .. new[] { test.Number - 1, test.Number, test.Number + 1 }.Select(n => n.ToString(CultureInfo.InvariantCulture))],
        ValueTestKind.InNetwork => [.. test.Values.Select(n => n.Split('/')[0]), "203.0.113.1"],
        ValueTestKind.Regex => PatternSamples.Of(test.Text),
        _ => [],
    };

    // Tests that must all pass.
    private static string Joined(ValueCondition condition)
    {
        var texts = condition.Tests.ToLookup(t => t.Kind, t => t.Text);
        return string.Concat(new[] { ValueTestKind.Prefix, ValueTestKind.Segments, ValueTestKind.Contains, ValueTestKind.Suffix }.SelectMany(k => texts[k]));
    }
}

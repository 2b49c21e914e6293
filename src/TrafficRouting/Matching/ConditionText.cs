using System.Globalization;

namespace TrafficRouting;

/// <summary>Puts a condition that failed into words. Shows configured values unless their name says that they are secret, and of the request only what cannot be.</summary>
internal static class ConditionText
{
    private const int MaxShownLength = 100;
    private const int MaxShown = 5;

    public static string Of(RequestField field, ValueCondition condition, bool present, ReadOnlySpan<char> value)
    {
        if (!present && !condition.IsTurned)
            return $"{field} is missing";

        if (field.IsSecret && condition.Tests.Any(t => t.Kind is not (ValueTestKind.Present or ValueTestKind.Absent)))
            return $"{field} does not match its condition";
        var seen = present && field.IsPrintable ? $" (it is '{Shorten(value)}')" : "";
        if (condition.IsTurned)
            return $"{field} must not {string.Join(" and ", condition.Tests.Select(Infinitive))}{seen}";

        foreach (var test in condition.Tests)
        {
            if (!Passes(field, test, value))
                return $"{field} {Negation(test)}{seen}";
        }

        return $"{field} does not match";
    }

    private static bool Passes(RequestField field, ValueTest test, ReadOnlySpan<char> value) =>
        test.Passes(field.IsEscaped ? Uri.UnescapeDataString(value) : value);

    private static string Negation(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Absent => "must be absent",
        ValueTestKind.Exact => $"is not {Values(test)}",
        ValueTestKind.In => $"is not one of {Values(test)}",
        ValueTestKind.InNetwork => $"is not an address in {Values(test)}",
        ValueTestKind.GreaterThan or ValueTestKind.LessThan => $"is not {Verb(test)} {Values(test)}",
        _ => $"does not {Verb(test)} {Values(test)}",
    };

    private static string Infinitive(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Present => "be present",
        ValueTestKind.Absent => "be absent",
        ValueTestKind.Exact => $"be {Values(test)}",
        ValueTestKind.In => $"be one of {Values(test)}",
        ValueTestKind.InNetwork => $"be an address in {Values(test)}",
        ValueTestKind.GreaterThan or ValueTestKind.LessThan => $"be {Verb(test)} {Values(test)}",
        _ => $"{Verb(test)} {Values(test)}",
    };

    private static string Verb(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Prefix => "start with",
        ValueTestKind.Segments => "start with segment prefix",
        ValueTestKind.Suffix => "end with",
        ValueTestKind.Contains => "contain",
        ValueTestKind.GreaterThan => "greater than",
        ValueTestKind.LessThan => "less than",
        _ => "match regex",
    };

    private static string Values(ValueTest test)
    {
        var text = test.Kind switch
        {
            ValueTestKind.GreaterThan or ValueTestKind.LessThan => test.Number.ToString(CultureInfo.InvariantCulture),
            ValueTestKind.In or ValueTestKind.InNetwork => string.Join(", ", test.Values.Take(MaxShown).Select(value => $"'{value}'"))
                + (test.Values.Skip(MaxShown).Any() ? ", ..." : ""),
            ValueTestKind.Segments when test.Text.Length == 0 => "'/'",
            _ => $"'{test.Text}'",
        };
        return test.IgnoresCase ? $"{text} (ignoring case)" : text;
    }

    private static string Shorten(ReadOnlySpan<char> value) =>
        value.Length <= MaxShownLength ? value.ToString() : $"{value[..MaxShownLength]}...";
}

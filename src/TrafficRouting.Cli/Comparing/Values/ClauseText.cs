using System.Globalization;

namespace TrafficRouting.Cli;

/// <summary>Puts a condition into words, as one that holds or as one that does not.</summary>
internal static class ClauseText
{
    private const int MaxShown = 5;

    public static string Of(Clause clause, bool holds)
    {
        if (clause.Field is not { } field)
            return $"port is {(holds ? "" : "not ")}{string.Join(" or ", clause.Ports.Select(p => Text.Of(p)))}";
        var tests = clause.Condition.Tests.ToList();
        var isSo = holds != clause.Condition.IsTurned;
        if (field.IsSecret && tests.Exists(t => t.Kind is not (ValueTestKind.Present or ValueTestKind.Absent)))
            return $"{field} is {(isSo ? "" : "not ")}as its condition says";
        return tests is [var only]
            ? $"{field} {(isSo ? Positive(only) : Negative(only))}"
            : $"{field} {(isSo ? "" : "not: ")}{string.Join(" and ", tests.Select(Positive))}";
    }

    private static string Positive(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Present => "is there",
        ValueTestKind.Absent => "is missing",
        ValueTestKind.Exact => $"is {Values(test)}",
        ValueTestKind.In => $"is one of {Values(test)}",
        ValueTestKind.Prefix => $"starts with {Values(test)}",
        ValueTestKind.Segments => $"is {Values(test)} or below",
        ValueTestKind.Suffix => $"ends with {Values(test)}",
        ValueTestKind.Contains => $"contains {Values(test)}",
        ValueTestKind.GreaterThan => $"is greater than {Values(test)}",
        ValueTestKind.LessThan => $"is less than {Values(test)}",
        ValueTestKind.InNetwork => $"is in {Values(test)}",
        _ => $"matches {Values(test)}",
    };

    private static string Negative(ValueTest test) => test.Kind switch
    {
        ValueTestKind.Present => "is missing",
        ValueTestKind.Absent => "is there",
        ValueTestKind.Prefix => $"does not start with {Values(test)}",
        ValueTestKind.Suffix => $"does not end with {Values(test)}",
        ValueTestKind.Contains => $"does not contain {Values(test)}",
        ValueTestKind.Regex => $"does not match {Values(test)}",
        _ => $"is not {Positive(test)[3..]}",
    };

    private static string Values(ValueTest test)
    {
        var text = test.Kind switch
        {
            ValueTestKind.GreaterThan or ValueTestKind.LessThan => test.Number.ToString(CultureInfo.InvariantCulture),
            ValueTestKind.In or ValueTestKind.InNetwork => string.Join(", ", test.Values.Take(MaxShown).Select(v => $"'{v}'")) + (test.Values.Skip(MaxShown).Any() ? ", …" : ""),
            ValueTestKind.Segments when test.Text.Length == 0 => "'/'",
            _ => $"'{test.Text}'",
        };
        return test.IgnoresCase ? $"{text} (ignoring case)" : text;
    }
}

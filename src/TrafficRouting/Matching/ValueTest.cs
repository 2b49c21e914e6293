using System.Globalization;
using System.Text.RegularExpressions;

namespace TrafficRouting.Matching;

/// <summary>One test of a value. Not generic, so that every view of a request shares its code.</summary>
internal sealed class ValueTest
{
    private readonly StringComparison _comparison;
    private readonly Regex? _regex;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _set;

    private ValueTest(ValueTestKind kind, bool ignoreCase)
    {
        Kind = kind;
        IgnoresCase = ignoreCase;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    public ValueTest(ValueTestKind kind, string text, bool ignoreCase)
        : this(kind, ignoreCase)
    {
        Text = text;
        if (kind == ValueTestKind.Regex)
            _regex = RoutingRegex.Compile(text, ignoreCase);
    }

    public ValueTest(IEnumerable<string> values, bool ignoreCase)
        : this(ValueTestKind.In, ignoreCase)
    {
        Values = [.. values];
        _set = new HashSet<string>(Values, ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public ValueTest(ValueTestKind kind, double number)
        : this(kind, ignoreCase: false) => Number = number;

    public ValueTest(bool present)
        : this(present ? ValueTestKind.Present : ValueTestKind.Absent, ignoreCase: false)
    {
    }

    public ValueTestKind Kind { get; }

    public bool IgnoresCase { get; }

    public string Text { get; } = "";

    public string[] Values { get; } = [];

    public double Number { get; }

    /// <summary>Tests a value that is there.</summary>
    public bool Passes(ReadOnlySpan<char> value) => Kind switch
    {
        ValueTestKind.Present => true,
        ValueTestKind.Absent => false,
        ValueTestKind.Exact => value.Equals(Text, _comparison),
        ValueTestKind.In => _set.Contains(value),
        ValueTestKind.Prefix => value.StartsWith(Text, _comparison),
        ValueTestKind.Segments => value.StartsWith(Text, _comparison) && (value.Length == Text.Length || value[Text.Length] == '/'),
        ValueTestKind.Suffix => value.EndsWith(Text, _comparison),
        ValueTestKind.Contains => value.Contains(Text, _comparison),
        ValueTestKind.GreaterThan => TryParse(value, out var number) && number > Number,
        ValueTestKind.LessThan => TryParse(value, out var number) && number < Number,
        _ => _regex!.IsMatch(value),
    };

    private static bool TryParse(ReadOnlySpan<char> value, out double number) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}

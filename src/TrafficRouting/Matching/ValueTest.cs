using System.Globalization;
using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>One test of a value. Not generic, so that every view of a request shares its code; a struct, so that reaching it costs no step.</summary>
internal readonly struct ValueTest
{
    private readonly object? _compiled;

    private ValueTest(ValueTestKind kind, string text, bool ignoreCase, object? compiled = null, double number = 0)
    {
        Kind = kind;
        Text = text;
        IgnoresCase = ignoreCase;
        Number = number;
        _compiled = compiled;
    }

    public ValueTestKind Kind { get; }

    public bool IgnoresCase { get; }

    public string Text { get; }

    public double Number { get; }

    public IEnumerable<string> Values =>
        _compiled is IpNetwork[] networks ? networks.Select(network => network.Text) : (HashSet<string>)_compiled!;

    private StringComparison Comparison => IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static ValueTest OfText(ValueTestKind kind, string text, bool ignoreCase) =>
        new(kind, text, ignoreCase, kind == ValueTestKind.Regex ? CompilePattern(text, ignoreCase) : null);

    public static ValueTest OneOf(IEnumerable<string> values, bool ignoreCase) =>
        new(ValueTestKind.In, "", ignoreCase, new HashSet<string>(values, ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));

    public static ValueTest InNetwork(IEnumerable<string> networks) => new(
        ValueTestKind.InNetwork,
        "",
        ignoreCase: false,
        networks.Select(text => IpNetwork.Parse(text) ?? throw new ArgumentException("A network is written as 10.0.0.0/8 or fd00::/8.", nameof(networks))).ToArray());

    public static ValueTest OfNumber(ValueTestKind kind, double number) => new(kind, "", ignoreCase: false, number: number);

    public static ValueTest OfPresence(bool present) => new(present ? ValueTestKind.Present : ValueTestKind.Absent, "", ignoreCase: false);

    /// <summary>Tests a value that is there.</summary>
    public bool Passes(ReadOnlySpan<char> value) => Kind switch
    {
        ValueTestKind.Exact => value.Length == Text.Length && StartsWithText(value),
        ValueTestKind.Prefix => StartsWithText(value),
        ValueTestKind.Segments => StartsWithText(value) && (value.Length == Text.Length || value[Text.Length] == '/'),
        _ => PassesOther(value),
    };

    private static object CompilePattern(string pattern, bool ignoreCase) =>
        (ignoreCase ? null : PlainPattern.Read(pattern)) ?? (object)RoutingRegex.Compile(pattern, ignoreCase);

    // Hexadecimal numbers are written as 0x1F, as in most languages.
    private static bool TryParse(ReadOnlySpan<char> value, out double number)
    {
        if (value is not ['0', 'x' or 'X', .. var digits])
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        var isNumber = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits);
        number = bits;
        return isNumber;
    }

    private static bool IsInAny(IpNetwork[] networks, ReadOnlySpan<char> value)
    {
        if (!IpAddressText.TryRead(value, out var bits, out var isV6))
            return false;
        foreach (var network in networks)
        {
            if (network.Contains(bits, isV6))
                return true;
        }

        return false;
    }

    private bool StartsWithText(ReadOnlySpan<char> value) =>
        IgnoresCase ? value.StartsWith(Text, StringComparison.OrdinalIgnoreCase) : value.StartsWith(Text);

    private bool PassesOther(ReadOnlySpan<char> value) => Kind switch
    {
        ValueTestKind.Present => true,
        ValueTestKind.Absent => false,
        ValueTestKind.In => ((HashSet<string>)_compiled!).GetAlternateLookup<ReadOnlySpan<char>>().Contains(value),
        ValueTestKind.Suffix => value.EndsWith(Text, Comparison),
        ValueTestKind.Contains => value.Contains(Text, Comparison),
        ValueTestKind.GreaterThan => TryParse(value, out var number) && number > Number,
        ValueTestKind.LessThan => TryParse(value, out var number) && number < Number,
        ValueTestKind.InNetwork => IsInAny((IpNetwork[])_compiled!, value),
        _ => _compiled is PlainPattern plain ? plain.IsMatch(value) : ((Regex)_compiled!).IsMatch(value),
    };
}

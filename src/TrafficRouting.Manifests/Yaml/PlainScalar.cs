using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>
/// Tells what an unquoted value means to a cluster: kubectl reads YAML 1.1, where <c>010</c> is 8, <c>1_000</c> is 1000, and <c>y</c>,
/// <c>no</c> and <c>off</c> are booleans, and sends it on as JSON.
/// </summary>
internal static partial class PlainScalar
{
    // More digits than any integer has in any notation.
    private const int MaxDigits = 80;

    // Beyond it, numbers have an exponent in JSON.
    private const double LargestWritten = 1e21;

    /// <summary>Gets the kind of a value, and the value as JSON writes it.</summary>
    public static (ScalarKind Kind, string Value) Read(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (ScalarKind.Null, text),
        "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => (ScalarKind.Boolean, "true"),
        "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => (ScalarKind.Boolean, "false"),
        ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" => (ScalarKind.Number, text),
        _ when !char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.') => (ScalarKind.Text, text),
        _ => ReadNumber(text),
    };

    private static (ScalarKind Kind, string Value) ReadNumber(string text)
    {
        var plain = text[0] == '.' ? text : text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (TryInteger(plain, out var integer))
            return (ScalarKind.Integer, integer);
        if (!Float().IsMatch(plain) || !double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return (ScalarKind.Text, text);
        var isWhole = double.IsInteger(number) && Math.Abs(number) < LargestWritten;
        return (ScalarKind.Number, number.ToString(isWhole ? "F0" : "R", CultureInfo.InvariantCulture));
    }

    // A leading zero makes a number octal.
    private static bool TryInteger(string text, out string value)
    {
        var isNegative = text[0] == '-';
        var digits = text.Length > MaxDigits ? [] : text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var (radix, prefix) = digits switch
        {
            ['0', 'x' or 'X', _, ..] => (16, 2),
            ['0', 'b' or 'B', _, ..] => (2, 2),
            ['0', 'o' or 'O', _, ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        var number = BigInteger.Zero;
        foreach (var digit in digits[prefix..])
        {
            var worth = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue;
            if (worth >= radix)
                digits = [];
            number = (number * radix) + worth;
        }

        number = isNegative ? -number : number;
        value = number.ToString(CultureInfo.InvariantCulture);
        return !digits.IsEmpty && number >= long.MinValue && number <= (text[0] is '-' or '+' ? long.MaxValue : ulong.MaxValue);
    }

    [GeneratedRegex(@"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Float();
}

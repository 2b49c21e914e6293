using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Tells what an unquoted value means. The words of YAML 1.1 count, because Kubernetes' tools read them so.</summary>
internal static class PlainScalar
{
    public static ScalarKind KindOf(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON"
            or "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => ScalarKind.Boolean,
        ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "-.inf" => ScalarKind.Number,
        _ => NumberKindOf(value),
    };

    public static bool IsTrue(string value) => value is ['t' or 'T' or 'y' or 'Y', ..] or ['o' or 'O', 'n' or 'N'];

    private static ScalarKind NumberKindOf(string value)
    {
        if (!char.IsAsciiDigit(value[0]) && value[0] is not ('-' or '+' or '.'))
            return ScalarKind.Text;
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return ScalarKind.Integer;
        var isNumber = IsHexadecimal(value) || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isNumber ? ScalarKind.Number : ScalarKind.Text;
    }

    private static bool IsHexadecimal(string value) =>
        value is ['0', 'x', _, ..] && long.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Numbers as Kubernetes' Quantity writes them: <c>500m</c> is half of <c>1</c>.</summary>
internal static partial class Quantity
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        ["n"] = 0.000000001m,
        ["u"] = 0.000001m,
        ["m"] = 0.001m,
        [""] = 1,
        ["k"] = 1_000,
        ["M"] = 1_000_000,
        ["G"] = 1_000_000_000,
        ["Ki"] = 1024,
        ["Mi"] = 1024 * 1024,
        ["Gi"] = 1024 * 1024 * 1024,
    };

    /// <summary>Reads a quantity above or equal to zero, in whole billionths, the smallest step that the notation has.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var match = Notation().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return false;
        if (!Units.TryGetValue(match.Groups["unit"].Value, out var unit))
            return false;
        value = decimal.Ceiling(number * unit * Weights.StepsInOne) / Weights.StepsInOne;
        return true;
    }

    [GeneratedRegex(@"^\+?(?<number>[0-9]{1,10}(?:\.[0-9]{0,9})?(?:[eE][-+]?[0-9])?)(?<unit>[a-zA-Z]{0,2})$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Notation();
}

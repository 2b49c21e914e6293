using System.Globalization;

namespace TrafficRouting;

/// <summary>The kinds of single values, all read in the invariant culture.</summary>
internal static class Scalar
{
    public static readonly Scalar<string> Text = new("text", static (string text, out string value) =>
    {
        value = text;
        return true;
    });

    public static readonly Scalar<int> Integer = new("a whole number", static (string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public static readonly Scalar<long> Long = new("a whole number", static (string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public static readonly Scalar<double> Number = new("a number", static (string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    public static readonly Scalar<bool> Flag = new("true or false", bool.TryParse);

    // A bare number would be read as days, which nobody means.
    public static readonly Scalar<TimeSpan> Time = new("a time such as 00:00:05", static (string text, out TimeSpan value) =>
    {
        value = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    });

    public static Scalar<T> Choice<T>()
        where T : struct, Enum => new($"one of {string.Join(", ", Enum.GetNames<T>())}", static (string text, out T value) =>
        {
            value = default;
            return Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(text, ignoreCase: true, out value);
        });
}

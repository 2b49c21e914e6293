using System.Globalization;

namespace TrafficRouting;

/// <summary>Words for messages and paths, the same in every culture.</summary>
internal static class Text
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number for people, such as 1,000,000.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";

    /// <summary>What was written, cut to a length that a message can bear, without control characters and without what may be a password.</summary>
    public static string Quote(string written)
    {
        const int longest = 60;
        // What stands before an '@' in a host or an address is a user's name and password.
        var at = written.LastIndexOf('@');
        if (at >= 0)
            written = string.Concat("…", written.AsSpan(at));
        var text = written.Length <= longest ? written : string.Concat(written.AsSpan(0, longest), "…");
        return $"'{string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        })}'";
    }
}

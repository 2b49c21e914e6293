using System.Globalization;

namespace TrafficRouting;

/// <summary>The kinds of single values, all read in the invariant culture.</summary>
internal static class Scalars
{
    /// <summary>What a timer can wait for at most is 49 days and some hours.</summary>
    public const double MaxWait = 49 * 86400;

    private const string TokenPattern = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";

    private static readonly string[] TimeForms = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    private static readonly Func<string, object?> ParseInteger = static text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static readonly ScalarShape Text = Texts("text");

    /// <summary>A text that must not be empty.</summary>
    public static readonly ScalarShape FilledText = Texts("text", "^[\\s\\S]");

    /// <summary>The name of a service, route, backend or endpoint.</summary>
    public static readonly ScalarShape Name = Texts("name", "^[A-Za-z0-9._-]+$");

    /// <summary>A name that HTTP has for a header, a cookie or a method.</summary>
    public static readonly ScalarShape Token = Texts("name", TokenPattern);

    public static readonly ScalarShape Path = Texts("path", "^/[^?#]*$");

    public static readonly ScalarShape PathOrEmpty = Texts("path, may be empty", "^(/[^?#]*)?$");

    public static readonly ScalarShape Host = Texts("host", "^[^/]+$");

    public static readonly ScalarShape Address = Texts("absolute URI, http or https", "^[Hh][Tt][Tt][Pp][Ss]?(\\+[Hh][Tt][Tt][Pp][Ss]?)*://[^/?#@]+(/[^?#]*)?$");

    public static readonly ScalarShape Network = Texts("network", @"^[0-9A-Fa-f.:\[\]]+(/[0-9]{1,3})?$");

    public static readonly ScalarShape Flag = new("bool", "true or false", static text => bool.TryParse(text, out var value) ? value : null) { JsonType = "boolean" };

    public static readonly ScalarShape Scheme = new("text", "text", static text => text) { Choices = ["http", "https"] };

    public static readonly ScalarShape Port = Integer(1, 65535);

    public static readonly ScalarShape Weight = Integer(0, WeightLimits.MaxWeight);

    public static readonly ScalarShape Percentage = Number(new(0, 100));

    public static readonly ScalarShape RedirectStatus = new("int", "a whole number", ParseInteger)
    {
        JsonType = "integer",
        Choices = ["301", "302", "303", "307", "308"],
    };

    /// <summary>A time that something can wait for.</summary>
    public static readonly ScalarShape Wait = Time(new(0, MaxWait, AboveMin: true));

    public static ScalarShape Texts(string name, string? pattern = null) => new(name, "text", static text => text) { Pattern = pattern };

    public static ScalarShape Integer(int min = int.MinValue, int max = int.MaxValue) =>
        new("int", "a whole number", ParseInteger)
        {
            JsonType = "integer",
            Bounds = min == int.MinValue ? null : new(min, max == int.MaxValue ? double.PositiveInfinity : max),
        };

    public static ScalarShape Long(long min) =>
        new("int", "a whole number", static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null)
        {
            JsonType = "integer",
            Bounds = new(min),
        };

    public static ScalarShape Number(Bounds? bounds = null) =>
        new("number", "a number", static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null)
        {
            JsonType = "number",
            Bounds = bounds,
        };

    /// <summary>A time of the one form <c>[d.]hh:mm:ss[.fffffff]</c>; bounds in seconds.</summary>
    public static ScalarShape Time(Bounds bounds) => new("time", "a time such as 00:00:05", static text => ParseTime(text) is { } time ? time : null)
    {
        Pattern = @"^([0-9]{1,8}\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?$",
        Bounds = bounds,
        Advice = TimeAdvice,
    };

    public static ScalarShape Choice(Type @enum)
    {
        var names = Enum.GetNames(@enum);
        return new("choice", $"one of {string.Join(", ", names)}", text => ParseChoice(@enum, names, text)) { Choices = names };
    }

    /// <summary>Shows seconds as people say them.</summary>
    public static string ShowTime(double seconds) => seconds switch
    {
        0 => "zero",
        1 => "1 second",
        86400 => "1 day",
        _ when seconds % 86400 == 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400} days"),
        _ => TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture),
    };

    private static TimeSpan? ParseTime(string text) =>
        TimeSpan.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, out var time) && text[^1] != '.' ? time : null;

    // TimeSpan reads 24:00:00 as 24 days and 00:30 as half an hour, so whoever writes either is told how to say what is meant.
    private static string? TimeAdvice(string text)
    {
        var parts = text.Split(':');
        if (!Array.TrueForAll(parts, static part => part.Length is > 0 and <= 4 && uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return "Write days, hours, minutes and seconds as [d.]hh:mm:ss[.fffffff].";

        var values = Array.ConvertAll(parts, static part => int.Parse(part, CultureInfo.InvariantCulture));
        return values switch
        {
            [var first, var second] when first < 60 && second < 60 =>
                $"Write '{Time(0, first, second)}' for minutes and seconds, or '{Time(first, second, 0)}' for hours and minutes.",
            [var hours, var minutes, var seconds] => $"Write '{Time(hours, minutes, seconds)}'.",
            _ => "Write days, hours, minutes and seconds as [d.]hh:mm:ss[.fffffff].",
        };

        static string Time(int hours, int minutes, int seconds) => new TimeSpan(hours, minutes, seconds).ToString("c", CultureInfo.InvariantCulture);
    }

    private static object? ParseChoice(Type @enum, string[] names, string text)
    {
        foreach (var name in names)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return Enum.Parse(@enum, name);
        }

        return null;
    }
}

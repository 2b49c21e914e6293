using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Patterns in RE2's notation, as far as .NET's linear engine has the same.</summary>
internal static class Re2Pattern
{
    private const int Longest = 1024;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Returns the pattern in .NET's notation, or null after reporting what is wrong with it.</summary>
    public static string? Check(Fields fields, string name, string pattern)
    {
        var translated = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
        if (pattern.Length == 0)
            fields.Error(name, "must not be empty");
        else if (pattern.Length > Longest)
            fields.Error(name, $"must have at most {Longest} characters, not {pattern.Length}");
        else if (ErrorOf(translated) is { } error)
            fields.Error(name, $"is no pattern that can be matched in linear time: {error}");
        else
            return translated;
        return null;
    }

    public static bool TakesEmpty(string pattern) => new Regex($@"\A(?:{pattern})\z", Linear, Regex.InfiniteMatchTimeout).IsMatch(string.Empty);

    private static string? ErrorOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
            return pattern.Contains("(?=", StringComparison.Ordinal) || pattern.Contains("(?!", StringComparison.Ordinal) || pattern.Contains("(?<=", StringComparison.Ordinal) || pattern.Contains("(?<!", StringComparison.Ordinal)
                ? "look-arounds are not supported" : null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}

using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads patterns of documents as .NET's.</summary>
internal static class Re2Pattern
{
    private const int Longest = 1024;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Returns the pattern in .NET's notation, or null after reporting what is wrong with it.</summary>
    /// <param name="fields">The map that holds it.</param>
    /// <param name="name">Its field.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isAscii">Whether what it is held against is ASCII, such as a path.</param>
    public static string? Check(Fields fields, string name, string pattern, bool isAscii = false)
    {
        if (pattern.Length == 0)
            fields.Error(name, "must not be empty");
        else if (pattern.Length > Longest)
            fields.Error(name, $"must have at most {Longest} characters, not {pattern.Length}");
        else
            return Translate(fields, name, pattern, PatternDialect.Re2, isAscii, ignoreCase: false);
        return null;
    }

    /// <summary>Returns a pattern of PCRE in .NET's notation, or null after reporting what is wrong with it.</summary>
    public static string? CheckPcre(Fields fields, string name, string pattern, bool ignoreCase) =>
        Translate(fields, name, pattern, PatternDialect.Pcre, isAscii: false, ignoreCase);

    public static bool TakesEmpty(string pattern) => new Regex($@"\A(?:{pattern})\z", Linear, Regex.InfiniteMatchTimeout).IsMatch(string.Empty);

    private static string? Translate(Fields fields, string name, string pattern, PatternDialect dialect, bool isAscii, bool ignoreCase)
    {
        try
        {
            return PatternTranslator.Translate(pattern, dialect, isAscii, ignoreCase);
        }
        catch (PatternException e)
        {
            // Without the pattern, which may hold a credential.
            fields.Error(name, $"is not a valid pattern: {e.Message}");
            return null;
        }
    }
}

using System.Text.RegularExpressions;

namespace TrafficRouting.Configuration.Validation;

/// <summary>Patterns. They are not repeated in messages: those of conditions may hold what is compared with.</summary>
internal static class RegexRules
{
    /// <summary>Checks a pattern and gives it compiled, or null when it is invalid.</summary>
    public static Regex? Check(Scope scope, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException invalid)
        {
            scope.Error($"The pattern is not a regular expression: {invalid.Error} at character {Text.Of(invalid.Offset)}.");
        }
        catch (NotSupportedException)
        {
            scope.Error("The pattern uses look-arounds, back-references or atomic groups, which need backtracking and so could hang a request. Write it without.");
        }

        return null;
    }
}

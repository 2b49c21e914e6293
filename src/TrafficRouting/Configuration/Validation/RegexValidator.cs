using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>Patterns. They are not repeated in messages: those of conditions may hold what is compared with.</summary>
internal static class RegexValidator
{
    /// <summary>Checks a pattern and gives it compiled, or null when it is invalid.</summary>
    public static Regex? Check(Scope scope, string pattern)
    {
        try
        {
            return RoutingRegex.Compile(pattern);
        }
        catch (ArgumentException rejected)
        {
            scope.Error(rejected.InnerException is RegexParseException invalid
                ? $"The pattern is not a regular expression: {invalid.Error} at character {Text.Of(invalid.Offset)}."
                : $"The pattern cannot be used: {rejected.InnerException?.Message}");
            return null;
        }
    }
}

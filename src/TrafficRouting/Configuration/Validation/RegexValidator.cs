using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>Patterns. They are not repeated in messages: those of conditions may hold what is compared with.</summary>
internal static class RegexValidator
{
    /// <summary>Checks a pattern and gives it compiled, or null when it is invalid.</summary>
    public static Regex? Check(Scope scope, string pattern, bool ignoresCase = false)
    {
        // One text compiled both ways is two patterns.
        if (!scope.TryTake(ignoresCase ? $"(?i){pattern}" : pattern, out var isToReport))
        {
            if (isToReport)
                scope.Error($"The configuration has more than {Text.Of(PatternBudget.Max)} different patterns, each of which takes its time and memory. Write Exact, Prefix or In where they do, or share patterns.");
            return null;
        }

        try
        {
            return RoutingRegex.Compile(pattern, ignoresCase);
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

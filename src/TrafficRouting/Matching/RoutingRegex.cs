using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>Compiles the patterns of conditions: matched in full, in time linear in the input, whatever the pattern.</summary>
internal static partial class RoutingRegex
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Compiles a pattern that has to match in full.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid or cannot run in linear time.</exception>
    public static Regex Compile(string pattern, bool ignoreCase = false)
    {
        try
        {
            if (PosixClass().IsMatch(pattern))
                throw new NotSupportedException("POSIX classes such as [:alpha:] are not supported; write the characters out, as in [A-Za-z].");

            var options = ignoreCase ? Linear | RegexOptions.IgnoreCase : Linear;
            // By itself first: 'a)|(b' becomes valid only inside the parentheses that make it match in full. Only parsed, which is cheap.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
            return new Regex($@"\A(?:{pattern})\z", options, Regex.InfiniteMatchTimeout);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"The pattern '{pattern}' is invalid: {e.Message}", nameof(pattern), e);
        }
    }

    /// <summary>Compiles a pattern that may match anywhere, as rewrites need it.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid or cannot run in linear time.</exception>
    public static Regex Search(string pattern)
    {
        Compile(pattern);
        return new(pattern, Linear, Regex.InfiniteMatchTimeout);
    }

    /// <summary>Tells whether a pattern can be compiled, and if not, why.</summary>
    public static bool TryValidateRegex(string pattern, [NotNullWhen(false)] out string? error)
    {
        try
        {
            Compile(pattern);
            error = null;
            return true;
        }
        catch (ArgumentException e)
        {
            error = e.InnerException!.Message;
            return false;
        }
    }

    // .NET would read [[:alpha:]] without complaint as something else.
    [GeneratedRegex(@"\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]", RegexOptions.CultureInvariant, -1)]
    private static partial Regex PosixClass();
}

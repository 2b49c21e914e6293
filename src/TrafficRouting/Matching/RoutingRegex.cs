using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TrafficRouting;

/// <summary>Compiles the patterns of conditions: matched in full, in time linear in the input, whatever the pattern.</summary>
internal static partial class RoutingRegex
{
    /// <summary>The longest pattern; the engine needs time and memory for it before it can refuse one that is too large.</summary>
    public const int MaxLength = 4_096;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // Each takes some hundred kilobytes, so all tables share those of the same text, for as long as one of them has it.
    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options), WeakReference<Regex>> Shared = new();
    private static int _sweepAt = 256;

    /// <summary>Compiles a pattern that has to match in full.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid or cannot run in linear time.</exception>
    public static Regex Compile(string pattern, bool ignoreCase = false)
    {
        try
        {
            if (pattern.Length > MaxLength)
                throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"it has {pattern.Length:N0} characters; at most {MaxLength:N0} are allowed. Use In for a list of values, or several matches."));
            if (PosixClass().IsMatch(pattern))
                throw new NotSupportedException("POSIX classes such as [:alpha:] are not supported; write the characters out, as in [A-Za-z].");

            var options = ignoreCase ? Linear | RegexOptions.IgnoreCase : Linear;
            // By itself first: 'a)|(b' becomes valid only inside the parentheses that make it match in full. Only parsed, which is cheap.
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
            return Make($@"\A(?:{pattern})\z", options);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"The pattern '{(pattern.Length > MaxLength ? pattern[..100] + "…" : pattern)}' is invalid: {e.Message}", nameof(pattern), e);
        }
    }

    /// <summary>Compiles a pattern that may match anywhere, as rewrites need it.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid or cannot run in linear time.</exception>
    public static Regex Search(string pattern)
    {
        Compile(pattern);
        return Make(pattern, Linear);
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

    private static Regex Make(string pattern, RegexOptions options)
    {
        if (Shared.TryGetValue((pattern, options), out var known) && known.TryGetTarget(out var shared))
            return shared;

        var made = new Regex(pattern, options, Regex.InfiniteMatchTimeout);
        Shared[(pattern, options)] = new(made);
        if (Shared.Count > Volatile.Read(ref _sweepAt))
        {
            foreach (var entry in Shared.Where(entry => !entry.Value.TryGetTarget(out _)))
                Shared.TryRemove(entry);
            Volatile.Write(ref _sweepAt, Math.Max(256, 2 * Shared.Count));
        }

        return made;
    }

    // .NET would read [[:alpha:]] without complaint as something else.
    [GeneratedRegex(@"\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]", RegexOptions.CultureInvariant, -1)]
    private static partial Regex PosixClass();
}

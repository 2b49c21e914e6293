using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads <c>timeouts</c>. An attempt may take the shorter of both; zero stands for none.</summary>
internal static partial class TimeoutReader
{
    /// <summary>Reads the time that an attempt may take, and whether it is an attempt's own, so that another may follow.</summary>
    public static (TimeSpan? Time, bool IsOfAttempt) Read(Fields? timeouts)
    {
        if (timeouts is null)
            return default;
        var (request, attempt) = (ReadOne(timeouts, "request"), ReadOne(timeouts, "backendRequest"));
        if (request is { } whole && attempt is { } part && whole > TimeSpan.Zero && part > whole)
            timeouts.Error("backendRequest", "must not be longer than request");
        return attempt > TimeSpan.Zero ? (attempt, true) : (request > TimeSpan.Zero ? request : null, false);
    }

    /// <summary>Reads a duration in whole units, or null after reporting what is wrong with it.</summary>
    public static TimeSpan? ReadOne(Fields timeouts, string name)
    {
        if (timeouts.Text(name) is not { } text)
            return null;
        if (Notation().IsMatch(text))
            return timeouts.Duration(name);
        timeouts.Error(name, $"must be whole numbers of h, m, s and ms, such as 5s or 1m30s, not '{text}'");
        return null;
    }

    [GeneratedRegex("^(?:[0-9]{1,5}(?:h|m|s|ms)){1,4}$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Notation();
}

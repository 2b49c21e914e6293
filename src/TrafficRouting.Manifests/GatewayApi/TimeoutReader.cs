using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads <c>timeouts</c>. An attempt may take the shorter of both; zero stands for none.</summary>
internal static partial class TimeoutReader
{
    public static TimeSpan? Read(Fields? timeouts)
    {
        if (timeouts is null)
            return null;
        var (request, attempt) = (ReadOne(timeouts, "request"), ReadOne(timeouts, "backendRequest"));
        if (request is { } whole && attempt is { } part && whole > TimeSpan.Zero && part > whole)
            timeouts.Error("backendRequest", "must not be longer than request");
        return attempt > TimeSpan.Zero ? attempt : request > TimeSpan.Zero ? request : null;
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

using System.Buffers;
using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Durations as Go's time.ParseDuration takes them: decimal numbers with a unit each, such as <c>1h2m3.5s</c>.</summary>
internal static class GoDuration
{
    private const decimal TicksPerNanosecond = 0.01m;

    private static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var rest = text.AsSpan();
        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;

        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberChars);
            if (digits is <= 0 or > 18 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberChars);
            var unit = letters < 0 ? rest : rest[..letters];
            if (TicksOf(unit) is not { } size)
                return false;
            // Asked each time: three such numbers are too much for any type.
            ticks += number * size;
            if (ticks > TimeSpan.MaxValue.Ticks)
                return false;
            rest = rest[unit.Length..];
        }

        value = TimeSpan.FromTicks((long)(isNegative ? -ticks : ticks));
        return true;
    }

    private static decimal? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" or "μs" => TimeSpan.TicksPerMicrosecond,
        "ns" => TicksPerNanosecond,
        _ => null,
    };
}

namespace TrafficRouting;

/// <summary>Numbers and times that lie within bounds.</summary>
internal static class RangeValidator
{
    // What a CancellationTokenSource can wait for at most.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public static void Check(Scope scope, long value, long from, long to)
    {
        if (value < from || value > to)
            scope.Error($"{Text.Of(value)} is outside {Text.Grouped(from)} to {Text.Grouped(to)}.");
    }

    public static void AnswerStatus(Scope scope, int status) => Check(scope, status, 200, 599);

    public static void Port(Scope scope, int? port)
    {
        if (port is { } value and (< 1 or > 65535))
            scope.Error($"{Text.Of(value)} is not a port; ports go from 1 to 65535.");
    }

    /// <summary>Checks a percentage; <see langword="true"/> when it lies within its bounds.</summary>
    public static bool Percentage(Scope scope, double percentage)
    {
        if (percentage is >= 0 and <= 100)
            return true;

        scope.Error($"{Text.Of(percentage)} is outside 0 to 100. A percentage is written as a number such as 12.5.");
        return false;
    }

    public static void Positive(Scope scope, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            scope.Error($"{time:c} must be above zero.");
        else
            NotTooLong(scope, time);
    }

    public static void NotNegative(Scope scope, TimeSpan time)
    {
        if (time < TimeSpan.Zero)
            scope.Error($"{time:c} is below zero.");
        else
            NotTooLong(scope, time);
    }

    private static void NotTooLong(Scope scope, TimeSpan time)
    {
        if (time > Longest)
            scope.Error($"{time:c} is longer than 49 days, the longest that can be waited for.");
    }
}

using System.Globalization;

namespace TrafficRouting;

/// <summary>Reads statuses written as <c>429</c>, <c>5xx</c> or <c>500-504</c> into a table by status.</summary>
internal static class FailureStatuses
{
    public const int Limit = 1000;

    /// <summary>The form of one text.</summary>
    public const string Pattern = "^ *([1-9][0-9][0-9]( *- *[1-9][0-9][0-9])?|[1-9][xX][xX]) *$";

    public static bool[] Parse(IEnumerable<string> texts)
    {
        var table = new bool[Limit];
        foreach (var text in texts)
        {
            if (!TryRead(text, out var first, out var last))
                throw new FormatException($"'{text}' is no status.");
            Array.Fill(table, true, first, last - first + 1);
        }

        return table;
    }

    public static bool IsValid(string text) => TryRead(text, out _, out _);

    private static bool TryRead(string text, out int first, out int last)
    {
        text = text.Trim();
        if (text.Length == 3 && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase) && text[0] is >= '1' and <= '9')
        {
            first = (text[0] - '0') * 100;
            last = first + 99;
            return true;
        }

        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        last = 0;
        return TryReadStatus(ends[0], out first) && ends.Length <= 2 && TryReadStatus(ends[^1], out last) && first <= last;
    }

    private static bool TryReadStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and < Limit;
}

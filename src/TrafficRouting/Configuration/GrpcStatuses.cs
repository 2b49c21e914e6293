using System.Globalization;

namespace TrafficRouting;

/// <summary>Reads statuses of gRPC, by name or by number, into a table by number.</summary>
internal static class GrpcStatuses
{
    public const string Pattern = "^ *([A-Za-z_]+|[0-9]{1,2}) *$";

    private static readonly string[] Names =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    public static bool[] Parse(IEnumerable<string> texts)
    {
        var table = new bool[Names.Length];
        foreach (var text in texts)
            table[NumberOf(text) ?? throw new FormatException($"'{text}' is not a status of gRPC.")] = true;
        return table;
    }

    public static bool IsValid(string text) => NumberOf(text) is not null;

    /// <summary>Returns the number of a status that may count as a failure, or null.</summary>
    private static int? NumberOf(string text)
    {
        text = text.Trim();
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : Array.FindIndex(Names, n => Plain(n).Equals(Plain(text), StringComparison.OrdinalIgnoreCase));
        // OK never fails, and what was cancelled is counted apart.
        return number is >= 2 and <= 16 ? number : null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);
}

namespace TrafficRouting.Cli;

/// <summary>Shows the values of made-up requests, but for those that may be secrets of the settings.</summary>
internal static class ProbeText
{
    public const string Hidden = "…";

    public static string Value(RequestFieldKind kind, string name, string value)
    {
        if (kind is RequestFieldKind.Header && name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            return Items(RequestFieldKind.Cookie, value, "; ");
        if (kind is RequestFieldKind.Header && name.Equals("baggage", StringComparison.OrdinalIgnoreCase))
            return Items(RequestFieldKind.Baggage, value, ",");
        return new RequestField(kind, name).IsSecret ? Hidden : value;
    }

    /// <summary>Puts a text into quotes, as shells read it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Shows a method and an address.</summary>
    public static string Line(string request)
    {
        var query = request.IndexOf('?', StringComparison.Ordinal) + 1;
        return query == 0 ? request : request[..query] + Items(RequestFieldKind.Query, request[query..], "&");
    }

    private static string Items(RequestFieldKind kind, string items, string separator) => string.Join(separator, items.Split(separator).Select(item =>
    {
        var name = item.Split('=')[0];
        return new RequestField(kind, name).IsSecret ? $"{name}={Hidden}" : item;
    }));
}

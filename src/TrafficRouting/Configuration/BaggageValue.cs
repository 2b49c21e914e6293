namespace TrafficRouting;

/// <summary>A value that baggage is set to, with names in braces that stand for what was chosen.</summary>
internal static class BaggageValue
{
    public const string Backend = "{backend}";
    public const string Route = "{route}";

    /// <summary>Gets what stands in braces and is no such name, or null.</summary>
    public static string? UnknownName(string value)
    {
        for (var open = value.IndexOf('{', StringComparison.Ordinal); open >= 0; open = value.IndexOf('{', open + 1))
        {
            var close = value.IndexOf('}', open);
            var name = close < 0 ? value[open..] : value[open..(close + 1)];
            if (name is not (Backend or Route))
                return name;
        }

        return null;
    }

    public static string Fill(string value, string route, string backend) =>
        value.Replace(Backend, backend, StringComparison.Ordinal).Replace(Route, route, StringComparison.Ordinal);
}

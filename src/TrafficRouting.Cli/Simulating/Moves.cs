namespace TrafficRouting.Cli;

/// <summary>Finds who moves.</summary>
internal static class Moves
{
    /// <summary>Gives the callers who get another backend of a route that ties callers both before and after.</summary>
    public static IEnumerable<Move> Of(Route before, Route after, Callers callers)
    {
        if (before.Options.Sticky is null || after.Options.Sticky is null || before.Policy is null || after.Policy is null)
            return [];
        return
            from key in callers.Keys.Distinct(StringComparer.Ordinal)
            let moved = (From: Of(before, key), To: Of(after, key))
            where !moved.From.Equals(moved.To, StringComparison.OrdinalIgnoreCase)
            group key by moved into move
            orderby move.Key
            select new Move(after.ToString(), move.Key.From, move.Key.To, [.. move]);
    }

    private static string Of(Route route, string key) => route.Backends[route.Policy!.Peek(key) is >= 0 and var tied ? tied : 0].Backend.Name;
}

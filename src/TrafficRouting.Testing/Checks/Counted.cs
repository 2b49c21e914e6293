namespace TrafficRouting.Testing;

internal static class Counted
{
    public static void ThrowUnless(int actual, int? times, string what, string happened)
    {
        if (times is { } exactly ? actual == exactly : actual > 0)
            return;

        var expected = times is null ? "at least 1 request" : Requests(times.Value);
        throw new TrafficRoutingAssertionException($"Expected {expected} {what}, but there {(actual == 1 ? "was" : "were")} {(actual == 0 ? "none" : actual)}.\n{happened}");
    }

    private static string Requests(int count) => count == 1 ? "1 request" : $"{count} requests";
}

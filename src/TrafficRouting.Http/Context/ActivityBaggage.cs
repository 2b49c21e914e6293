using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>Reads the baggage of the current activity and of those it belongs to; of one name, the innermost and latest counts.</summary>
internal static class ActivityBaggage
{
    /// <summary>Finds an item; null where there is none. Costs an enumerator (see the tests) where there is baggage, and nothing where there is none.</summary>
    public static string? Find(string name)
    {
        if (Activity.Current is not { } activity)
            return null;

        foreach (var (key, value) in activity.Baggage)
        {
            if (key.Equals(name, StringComparison.Ordinal))
                return value ?? string.Empty;
        }

        return null;
    }
}

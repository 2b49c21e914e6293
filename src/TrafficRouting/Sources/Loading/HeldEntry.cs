namespace TrafficRouting;

/// <summary>An entry of a live source that stays as it was.</summary>
/// <param name="Path">Its path within the section.</param>
/// <param name="IsInForce">Whether there is an earlier version of it in force.</param>
/// <param name="Location">Where the version that waits is written.</param>
internal sealed record HeldEntry(string Path, bool IsInForce, SourceLocation? Location)
{
    public static HeldEntry Of<T>(string key, string name, IDictionary<string, T> before, IDictionary<string, T> after, RoutingSnapshot snapshot)
        where T : class =>
        new(Text.Join(key, name), before.ContainsKey(name), after.TryGetValue(name, out var entry) && entry is not null ? snapshot.LocationOf(entry) : null);
}

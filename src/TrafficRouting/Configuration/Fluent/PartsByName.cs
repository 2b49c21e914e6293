namespace TrafficRouting;

internal static class PartsByName
{
    public static T GetOrAdd<T>(this IDictionary<string, T> parts, string name)
        where T : new()
    {
        ArgumentNullException.ThrowIfNull(name);

        if (!parts.TryGetValue(name, out var part))
            parts.Add(name, part = new T());
        return part;
    }
}

namespace TrafficRouting;

/// <summary>The names of the selection policies that need no registration. Written in any case.</summary>
public static class SelectionNames
{
    /// <summary>An independent draw for each request.</summary>
    public const string Random = "Random";

    /// <summary>Smooth weighted round robin: exact counts in every full cycle.</summary>
    public const string RoundRobin = "RoundRobin";

    internal static bool IsRandom(string name) => name.Equals(Random, StringComparison.OrdinalIgnoreCase);

    internal static bool IsRoundRobin(string name) => name.Equals(RoundRobin, StringComparison.OrdinalIgnoreCase);
}

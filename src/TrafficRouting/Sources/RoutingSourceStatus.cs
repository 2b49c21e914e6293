namespace TrafficRouting;

/// <summary>How a source fares. Immutable.</summary>
/// <param name="problem">What keeps it from following what it reads, in a line; null when nothing does.</param>
/// <param name="details">Numbers and texts by name, such as how many objects it has; nothing secret.</param>
public sealed class RoutingSourceStatus(string? problem, IReadOnlyDictionary<string, object> details)
{
    /// <summary>Gets what keeps it from following what it reads, in a line; null when nothing does.</summary>
    public string? Problem { get; } = problem;

    /// <summary>Gets numbers and texts by name, such as how many objects it has.</summary>
    public IReadOnlyDictionary<string, object> Details { get; } = details;
}

namespace TrafficRouting.Cli;

/// <summary>All that two routings do differently.</summary>
/// <param name="Everywhere">What concerns no single request.</param>
/// <param name="Differences">What single requests meet, by what changes.</param>
/// <param name="Sampled">What kept the comparison from being complete; empty where it is.</param>
internal sealed record RoutingDifferences(IReadOnlyList<string> Everywhere, IReadOnlyList<Difference> Differences, IReadOnlyList<string> Sampled)
{
    public bool Any => Everywhere.Count + Differences.Count > 0;
}

namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>A rule: matches, any of which is enough, and destinations.</summary>
internal sealed record MeshRule(IReadOnlyList<MeshMatch> Matches, IReadOnlyList<MeshDestination> Destinations)
{
    public static IReadOnlyList<MeshRule> Several(Random random) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => From(random))];

    private static MeshRule From(Random random)
    {
        MeshDestination[] destinations = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => MeshDestination.From(random))];
        // Several without any weight are an error.
        if (destinations.Sum(d => d.Weight ?? 0) == 0)
            destinations[0] = destinations[0] with { Weight = 1 };
        return new([.. Enumerable.Range(0, random.Next(3)).Select(_ => MeshMatch.From(random))], destinations);
    }
}

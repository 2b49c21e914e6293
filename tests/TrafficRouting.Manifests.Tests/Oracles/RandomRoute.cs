namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>A route with its rules, each the matches of one backend.</summary>
internal sealed record RandomRoute(string Name, string? Age, string? Section, IReadOnlyList<string> Hostnames, IReadOnlyList<IReadOnlyList<RandomMatch>> Rules);

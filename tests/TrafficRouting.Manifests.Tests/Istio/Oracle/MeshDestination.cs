namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>A weighted destination: one of the hosts <c>a.dest.example</c> to <c>c.dest.example</c>, maybe a subset of it, at a port.</summary>
internal sealed record MeshDestination(char Host, string? Subset, int Port, int? Weight)
{
    public static MeshDestination From(Random random) => new(
        "abc"[random.Next(3)], random.Next(2) == 0 ? null : random.Next(2) == 0 ? "v1" : "v2", random.Next(2) == 0 ? 80 : 81, random.Next(4) == 0 ? null : random.Next(4));

    public string ToYaml() =>
        $"{{destination: {{host: {Host}.dest.example, port: {{number: {Port}}}{(Subset is null ? string.Empty : $", subset: {Subset}")}}}{(Weight is null ? string.Empty : $", weight: {Weight}")}}}";
}

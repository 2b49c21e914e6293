namespace TrafficRouting.Manifests.Tests.Istio.Oracle;

/// <summary>An HTTPMatchRequest, all of whose conditions must hold.</summary>
internal sealed record MeshMatch
{
    public MeshTest? Uri { get; init; }

    public bool IgnoreUriCase { get; init; }

    public MeshTest? Method { get; init; }

    public MeshTest? Header { get; init; }

    public MeshTest? WithoutHeader { get; init; }

    public MeshTest? Query { get; init; }

    public int? Port { get; init; }

    public string? Scheme { get; init; }

    public string? SourceLabel { get; init; }

    public string? Gateway { get; init; }

    public static MeshMatch From(Random random)
    {
        return new()
        {
            Uri = Maybe(2) && MeshTest.From(random, "/a", "/ab", "/a/b", "/A") is { Kind: not "present" } uri ? uri : null,
            IgnoreUriCase = Maybe(4),
            Method = Maybe(5) ? new("exact", "POST") : null,
            Header = Maybe(3) ? MeshTest.From(random, "one", "two") : null,
            WithoutHeader = Maybe(4) ? MeshTest.From(random, "one", "two") : null,
            Query = Maybe(4) ? MeshTest.From(random, "1", "22") : null,
            Port = Maybe(6) ? 81 : null,
            Scheme = Maybe(6) ? "http" : null,
            SourceLabel = Maybe(6) ? random.Next(2) == 0 ? "shop" : "other" : null,
            Gateway = Maybe(6) ? random.Next(2) == 0 ? "mesh" : "edge" : null,
        };

        bool Maybe(int of) => random.Next(of) == 0;
    }

    public string ToYaml()
    {
        string?[] fields =
        [
            Uri is null ? null : $"uri: {Uri.ToYaml()}", IgnoreUriCase ? "ignoreUriCase: true" : null, Method is null ? null : $"method: {Method.ToYaml()}",
            Header is null ? null : $"headers: {{x: {Header.ToYaml()}}}", WithoutHeader is null ? null : $"withoutHeaders: {{z: {WithoutHeader.ToYaml()}}}",
            Query is null ? null : $"queryParams: {{q: {Query.ToYaml()}}}", Port is null ? null : $"port: {Port}", Scheme is null ? null : $"scheme: {{exact: {Scheme}}}",
            SourceLabel is null ? null : $"sourceLabels: {{app: {SourceLabel}}}", Gateway is null ? null : $"gateways: [{Gateway}]",
        ];
        return $"{{{string.Join(", ", fields.Where(f => f is not null))}}}";
    }

    /// <summary>Gets a value indicating whether it is meant for the application, which is labelled <c>app: shop</c> and inside the mesh.</summary>
    public bool IsMeant => Gateway is null ? SourceLabel is null or "shop" : Gateway is "mesh";

    /// <summary>Tells whether a call of the application matches.</summary>
    public bool Takes(MeshCall call) =>
        Uri?.Takes(call.Path, IgnoreUriCase && Uri.Kind is not "regex" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) is not false
        && Method?.Takes(call.Method) is not false
        && Header?.Takes(call.X) is not false
        && IsWithout(call.Z)
        && Query?.Takes(call.Q) is not false
        && (Port is null || Port == call.Port)
        && (Scheme is null || Scheme == call.Scheme)
        && IsMeant;

    // A header that is missing counts as an empty one, unless its presence is what must not be.
    private bool IsWithout(string? header) => WithoutHeader is null || !WithoutHeader.Takes(WithoutHeader.Kind is "present" ? header : header ?? string.Empty);
}

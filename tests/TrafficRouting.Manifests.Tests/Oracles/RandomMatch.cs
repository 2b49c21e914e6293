namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>A match of a rule: of an HTTPRoute an exact path or a prefix, of a GRPCRoute a service, a method or both, with further conditions.</summary>
internal sealed record RandomMatch(bool IsExact, string First, string Second, bool HasMethod, bool HasX, bool HasZ, bool HasQ)
{
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/a/b/c", "/ab"];
    private static readonly string[] Services = ["", "s", "s.T", "s.Tt"];
    private static readonly string[] Methods = ["", "M", "Mm"];

    public static RandomMatch From(Random random, bool isGrpc) => isGrpc
        ? new(true, Services[random.Next(4)], Methods[random.Next(3)], false, random.Next(3) == 0, random.Next(3) == 0, false)
        : new(random.Next(3) == 0, Paths[random.Next(5)], "", random.Next(4) == 0, random.Next(3) == 0, random.Next(3) == 0, random.Next(4) == 0);

    public static string Path(Random random, bool isGrpc) => isGrpc
        ? $"/{Services[random.Next(1, 4)]}/{Methods[random.Next(1, 3)]}"
        : Paths[random.Next(5)] + (random.Next(3) == 0 ? "/d" : "");

    /// <summary>What decides the precedence, the greatest first, as the specification lists it.</summary>
    public IReadOnlyList<int> Rank(bool isGrpc) => isGrpc
        ? [First.Length, Second.Length, Count(HasX, HasZ)]
        : [IsExact ? 1 : 0, IsExact ? 0 : First.Length, Count(HasMethod), Count(HasX, HasZ), Count(HasQ)];

    public bool Takes(RandomRequest request, bool isGrpc) =>
        (isGrpc ? TakesCall(request.Path) : TakesPath(request.Path))
        && (!HasMethod || request.Method == "POST") && (!HasX || request.X == "1") && (!HasZ || request.Z == "2") && (!HasQ || request.Q == "3");

    public string ToYaml(bool isGrpc)
    {
        var parts = new List<string>();
        if (!isGrpc)
            parts.Add($"path: {{type: {(IsExact ? "Exact" : "PathPrefix")}, value: {First}}}");
        else if (First.Length + Second.Length > 0)
            parts.Add($"method: {{service: '{First}', method: '{Second}'}}");
        if (HasMethod)
            parts.Add("method: POST");
        if (HasX || HasZ)
            parts.Add($"headers: [{(HasX ? "{name: X-One, value: '1'}" : "")}{(HasX && HasZ ? ", " : "")}{(HasZ ? "{name: x-two, value: '2'}" : "")}]");
        if (HasQ)
            parts.Add("queryParams: [{name: q, value: '3'}]");
        return $"{{{string.Join(", ", parts)}}}";
    }

    private static int Count(params bool[] conditions) => conditions.Count(c => c);

    private bool TakesCall(string path) =>
        (First.Length == 0 || path.StartsWith($"/{First}/", StringComparison.Ordinal)) && (Second.Length == 0 || path.EndsWith($"/{Second}", StringComparison.Ordinal));

    private bool TakesPath(string path) => IsExact ? path == First : First == "/" || path == First || path.StartsWith($"{First}/", StringComparison.Ordinal);
}

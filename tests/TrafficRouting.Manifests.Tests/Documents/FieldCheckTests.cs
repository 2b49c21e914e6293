using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Documents;

/// <summary>The fields of every kind: documents with all of them are read, and one mistake is told once.</summary>
public sealed class FieldCheckTests
{
    private static readonly string Folder = DocSnippets.Locate("tests/TrafficRouting.Manifests.Tests/Documents/Crds");

    public static TheoryData<string> Files() => new("apisix", "gateway-api", "istio", "other");

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EveryFieldTogether_IsKnownAndValid(string file) =>
        Assert.Empty(Findings(Documents(file), FindingSeverity.Error));

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EachFieldAlone_IsKnown(string file)
    {
        foreach (var document in Documents(file))
        {
            foreach (var path in Paths(document))
                AssertKnown([NodeEditing.Alone(document, path)], path);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EachFieldMisspelt_IsToldOnce(string file) => AssertOneErrorAtMost(file, NodeEditing.Rename);

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EachFieldOfAnotherShape_IsToldOnce(string file) => AssertOneErrorAtMost(file, NodeEditing.Reshape);

    [Theory]
    [MemberData(nameof(Files))]
    public void Run_EachFieldLeftOut_IsToldOnce(string file) => AssertOneErrorAtMost(file, NodeEditing.Remove);

    [Fact]
    public void Run_RejectedFields_AreToldWithTheirReasonAndNothingElse()
    {
        var errors = Findings(Documents("rejected"), FindingSeverity.Error);

        Assert.All(errors, e => Assert.Contains("is not supported", e.Message, StringComparison.Ordinal));
        Assert.Equal(14, errors.Count);
    }

    [Fact]
    public void Run_UnknownField_NamesPlacePathAllowedAndNearest()
    {
        const string yaml = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web, namespace: shop}
            spec:
              hosts: [web]
              http:
              - rout: [{destination: {host: a}}]
            """;

        var problem = Assert.Single(Findings(Read(yaml), FindingSeverity.Error));

        Assert.Equal("VirtualService shop/web spec.http[0].rout", problem.Path);
        Assert.Equal("f.yaml:7:11", problem.Location.ToString());
        Assert.StartsWith("is not a field of spec.http[0]; did you mean 'route'. Allowed: corsPolicy, delegate, directResponse,", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnknownFieldOfALiveDocument_IsAWarningAndTheRestIsRead()
    {
        const string yaml = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web, namespace: shop}
            spec: {hosts: [web], brandNew: 1, http: [{brandNew: 1, route: [{destination: {host: a}}]}]}
            """;
        var objects = new DocumentSet(new(), isLive: true);
        objects.Set("live", [objects.Parser.Parse("live", yaml)]);

        var result = objects.Import();

        Assert.Equal(2, result.Findings.Count(f => f.Severity == FindingSeverity.Warning && f.Message.StartsWith("is not a field of", StringComparison.Ordinal)));
        Assert.DoesNotContain(result.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Single(result.Options.Services);
    }

    private static void AssertOneErrorAtMost(string file, Func<MapNode, IReadOnlyList<string>, MapNode> spoil)
    {
        var documents = Documents(file);
        var wrong = new List<string>();
        for (var i = 0; i < documents.Count; i++)
        {
            foreach (var path in Paths(documents[i]))
            {
                var errors = Findings([.. documents.Select((d, at) => at == i ? spoil(d, path) : d)], FindingSeverity.Error);
                if (errors.Count > 1)
                    wrong.Add($"{i} {string.Join('.', path)}: {string.Join(" | ", errors.Select(e => $"{e.Path} {e.Message}"))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void AssertKnown(IReadOnlyList<MapNode> documents, IReadOnlyList<string> path) =>
        Assert.All(Findings(documents, FindingSeverity.Error), e => Assert.False(e.Message.StartsWith("is not a field of", StringComparison.Ordinal), $"{string.Join('.', path)}: {e.Message}"));

    // What identifies a document is no mistake to make here.
    private static IEnumerable<IReadOnlyList<string>> Paths(MapNode document) => NodeEditing.Paths(document).Where(p => p[0] is not ("apiVersion" or "kind" or "metadata" or "status"));

    private static IReadOnlyList<MapNode> Documents(string file) => Read(File.ReadAllText(Path.Combine(Folder, $"{file}.yaml")));

    private static IReadOnlyList<MapNode> Read(string yaml) =>
        [.. DocumentReader.Read("f.yaml", yaml, new()).Select(d => d.Root.Node)];

    private static List<Finding> Findings(IReadOnlyList<MapNode> documents, FindingSeverity severity)
    {
        var problems = new Problems();
        var notes = new ReadingNotes();
        problems.Begin(notes);
        var text = new ManifestText("f.yaml", [.. documents.Select(d => new ManifestDocument(d, problems))], notes);
        var result = new ManifestResult(new ManifestImporter(new() { Namespace = "shop", Labels = { ["app"] = "web" } }, problems, Formats.Create).Import([text]), []);
        List<Finding> found = [.. result.Findings, .. result.AddressFindings.Select(f => f.In(result.Options, "TrafficRouting")).OfType<Finding>()];
        new RoutingValidator("TrafficRouting").Validate(result.Options, found);
        return found.FindAll(f => f.Severity == severity);
    }
}

using System.Globalization;
using System.Text;

namespace TrafficRouting.Manifests.Tests.Fuzzing;

/// <summary>Ten megabytes of whatever: read or refused with one clear error, within a bound on the memory that is allocated on the way.</summary>
public sealed class LargeDocumentTests
{
    private const int Size = 10_000_000;
    private const int LongestFinding = 3_000;
    private const string Head = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: big, namespace: shop}\nspec:\n  hosts: [big]\n  http:\n";

    // What is there only to be refused costs little more than its text.
    private const long OfRefusal = 2_000_000_000;

    [Theory]
    [InlineData("aliases", "a: &a x\nb: [", "*a,", "]", "More than 2,000,000 values with every alias written out")]
    [InlineData("aliases of a map", "a: &a {b: c}\nd:\n", "- *a\n", "", "More than 2,000,000 values with every alias written out")]
    [InlineData("merges", "a: &a {b: c}\nd:\n  <<: [", "*a,", "]", "More than 2,000,000 values with every alias written out")]
    [InlineData("anchors", "", "- &a\n", "", "More than 2,000,000 values")]
    [InlineData("duplicate keys", "", "a: 1\n", "", "The key 'a' is there twice")]
    [InlineData("tabs", "a:\n", "\t", "", "begins with a tab")]
    [InlineData("lines of tabs", "a:\n", "\tb: 1\n", "", "begins with a tab")]
    [InlineData("empty documents", "", "---\n", "", "More than 2,000,000 values")]
    [InlineData("nulls", "", "- \n", "", "More than 2,000,000 values")]
    [InlineData("lists in lists", "", "- ", "", "Nested deeper than 64 levels")]
    [InlineData("maps in maps", "", "{a: ", "", "Nested deeper than 64 levels")]
    [InlineData("one key", "", "k", ": 1", "This is not YAML")]
    [InlineData("binary", "a: ", "\0\u0001", "", "This is binary")]
    public void Read_TenMegabytesOf_IsRefusedClearly(string what, string before, string piece, string after, string message)
    {
        var (result, allocated) = Read(Encoding.UTF8.GetBytes(before + Repeat(piece) + after));

        Assert.Contains(result.Findings, d => d.Severity == FindingSeverity.Error && d.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(result.Findings, d => Assert.True(d.ToString().Length < LongestFinding, $"{what}: a finding of {d.ToString().Length:N0} characters"));
        Assert.True(allocated < OfRefusal, $"{what}: {allocated:N0} bytes allocated");
    }

    [Fact]
    public void Read_TenMegabytesOfBytesThatAreNoText_IsRefusedClearly()
    {
        var content = new byte[Size];
        new Random(1).NextBytes(content);

        var (result, allocated) = Read(content);

        Assert.Contains("not UTF-8", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
        Assert.True(allocated < OfRefusal, $"{allocated:N0} bytes allocated");
    }

    [Theory]
    [InlineData("'", "'")]
    [InlineData("\"", "\"")]
    [InlineData("", "")]
    [InlineData("|\n  ", "")]
    public void Read_OneValueOfTenMegabytesWhereAWordBelongs_IsRefusedWithoutRepeatingIt(string before, string after)
    {
        var (result, allocated) = Read(Encoding.UTF8.GetBytes($"{Head}  - redirect: {{scheme: http}}\n    route: []\n  - match: []\n---\napiVersion: v1\nkind: {before}{Repeat("x")}{after}\nmetadata: {{name: any}}\n"));

        Assert.NotEmpty(result.Findings);
        Assert.All(result.Findings, d => Assert.True(d.ToString().Length < LongestFinding, $"a finding of {d.ToString().Length:N0} characters"));
        Assert.True(allocated < OfRefusal, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public void Read_OneValueOfTenMegabytesWhereTextIsFree_IsRead()
    {
        var (result, allocated) = Read(Encoding.UTF8.GetBytes($"{Head}  - directResponse: {{status: 200, body: {{string: '{Repeat("x")}'}}}}\n"));

        Assert.NotEmpty(result.Findings);
        Assert.True(allocated < OfRefusal, $"{allocated:N0} bytes allocated");
    }

    [Theory]
    [InlineData("# a comment, as long as a line of it may be\n")]
    [InlineData("\n")]
    [InlineData("   \n")]
    public void Read_TenMegabytesOfNothing_IsRead(string line)
    {
        var (result, allocated) = Read(Encoding.UTF8.GetBytes($"{Head}  - route: [{{destination: {{host: one}}}}]\n{Repeat(line)}"));

        Assert.Empty(result.Findings);
        Assert.Single(result.Options.Services);
        Assert.True(allocated < OfRefusal, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public void Read_TenMegabytesOfRulesInBlocks_IsReadWithinABoundPerByte()
    {
        var text = new StringBuilder();
        var documents = 0;
        while (text.Length < Size)
        {
            text.Append("---\n").Append(Head.Replace("big", $"big-{documents++}", StringComparison.Ordinal));
            for (var rule = 0; rule < 10; rule++)
                text.Append(CultureInfo.InvariantCulture, $"  - name: rule-{rule}\n    # {new string('-', 400)}\n    match:\n    - uri:\n        prefix: /api/{rule}/\n      headers:\n        end-user:\n          exact: somebody\n    route:\n    - destination:\n        host: backend\n      weight: 100\n");
        }

        var (result, allocated) = Read(Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Empty(result.Findings);
        Assert.Equal(documents, result.Options.Services.Count);
        Assert.True(allocated < 200L * Size, $"{allocated:N0} bytes allocated");
    }

    [Theory]
    // Work that grows by the square of these would not end within a day.
    [InlineData("labels", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels:\n", "    label-{0}: value\n", 300_000, null)]
    [InlineData("labels that are no text", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels:\n", "    label-{0}: 1\n", 300_000, "must be a string")]
    [InlineData("unknown fields", "apiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\n", "field-{0}: 1\n", 300_000, "is not a field of Endpoints")]
    [InlineData("headers", Head + "  - route: [{destination: {host: a}}]\n    match:\n    - headers:\n", "        header-{0}: {exact: a}\n", 100_000, null)]
    [InlineData("rules of one name", Head, "  - {name: same, match: [{uri: {prefix: /a/{0}/}}], route: [{destination: {host: a}}]}\n", 60_000, null)]
    [InlineData("hosts", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: big}\nspec:\n  http: [{route: [{destination: {host: a}}]}]\n  hosts:\n", "  - '*.host-{0}.example.com'\n", 100_000, null)]
    [InlineData("hosts of routes", "routes:\n", "- {uri: /*, host: host-{0}.example, upstream: {nodes: {'a:80': 1}}}\n", 40_000, null)]
    [InlineData("entries and workloads", "", "---\n{apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: a-{0}}, spec: {address: 192.0.2.1, labels: {app: a-{0}}}}\n---\n{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a-{0}}, spec: {hosts: [a-{0}.example], resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}], workloadSelector: {labels: {app: a-{0}}}}}\n", 20_000, null)]
    public void Read_VeryManyOf_TakesTimeInProportion(string what, string before, string line, int count, string? error)
    {
        var text = new StringBuilder(before);
        for (var i = 0; i < count; i++)
            text.Append(line.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var (result, allocated) = Read(Encoding.UTF8.GetBytes(text.ToString()));

        Assert.Equal(error is not null, result.Findings.Any(d => d.Severity == FindingSeverity.Error && d.Message.Contains(error ?? string.Empty, StringComparison.Ordinal)));
        Assert.True(allocated < 3 * OfRefusal, $"{what}: {allocated:N0} bytes allocated");
    }

    private static string Repeat(string piece) => new StringBuilder().Insert(0, piece, Size / piece.Length).ToString();

    private static (ManifestResult Result, long Allocated) Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = TrafficManifests.Load(stream);
        return (result, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

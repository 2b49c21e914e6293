using System.Text.RegularExpressions;
using TrafficRouting.TestKit;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests;

public sealed partial class DocumentationTests
{
    [Theory]
    [InlineData("docs/kubernetes.md")]
    [InlineData("src/TrafficRouting.Kubernetes/README.md")]
    public void Snippets_OfCode_AreCompiled(string page) => DocSnippets.AreCompiled(page, "tests/TrafficRouting.Kubernetes.Tests/Snippets.cs");

    [Fact]
    public async Task Role_OfThePage_IsWhatIsAskedForAndNoMore()
    {
        await using var server = await ApiServer.StartAsync();
        foreach (var resource in ApiResources.All)
            server.Faults.Forbid(resource);
        await using var app = ClusterApp.Start(server, o => o.Kinds = (KubernetesKinds)~0 & ~KubernetesKinds.Namespaces);
        var role = DocSnippets.Blocks("docs/kubernetes.md", "yaml")[0];
        var asked = Assert.Single(app.Findings).Message;
        var served = ApiResources.All.Select(r => r.Plural).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Rights(role).Where(r => served.Contains(r.Split('/')[1])).Order(StringComparer.Ordinal), Rights(asked).Order(StringComparer.Ordinal));
        Assert.Equal(app.Detail<string[]>("notServed").Select(n => n.Split('.')[0]).Order(StringComparer.Ordinal), Rights(role).Select(r => r.Split('/')[1]).Where(p => !served.Contains(p)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Verbs().Matches(role), v => v.Groups[1].Value != "\"get\", \"list\", \"watch\"");
    }

    private static IEnumerable<string> Rights(string text) => Rules().Matches(text)
        .SelectMany(m => m.Groups[2].Value.Split(',').Select(p => $"{m.Groups[1].Value}/{p.Trim().Trim('"')}"));

    [GeneratedRegex("""- apiGroups: \["([^"]*)"\]\s+resources: \[([^\]]*)\]""")]
    private static partial Regex Rules();

    [GeneratedRegex("""verbs: \[([^\]]*)\]""")]
    private static partial Regex Verbs();
}

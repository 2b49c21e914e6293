using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests;

public sealed partial class CallTests
{
    [Fact]
    public void Calls_ShownOnThePages_AreUnderstood()
    {
        var blocks = new[] { "docs/tool.md", "src/TrafficRouting.Cli/README.md" }.SelectMany(page => DocSnippets.Blocks(page, "yaml").Concat(DocSnippets.Blocks(page, "sh")));
        var calls = blocks.SelectMany(b => b.Split('\n')).Select(l => CallIn().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();

        Assert.NotEmpty(calls);
        // The files are not there, which is told after the call was understood.
        Assert.All(calls, call => Assert.DoesNotContain("Try: traffic", ToolRun.Of([.. Session.Words(call)]).Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_OnThePage_Compiles() => DocSnippets.AreCompiled("docs/tool.md", "tests/TrafficRouting.Cli.Tests/RoutingCasesTests.cs");

    [Fact]
    public void Schema_Printed_IsThatOfThePackage() =>
        Assert.Equal(File.ReadAllText(DocSnippets.Locate("src/TrafficRouting/ConfigurationSchema.json")).ReplaceLineEndings("\n").TrimEnd() + "\n", ToolRun.Of("schema").Output);

    [GeneratedRegex("(?:^|[ /(])traffic ([a-z]+[^>|)]*)")]
    private static partial Regex CallIn();
}

using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests;

/// <summary>What every command writes, word by word. <c>WRITE_GENERATED=1 dotnet test</c> writes the sessions anew.</summary>
public sealed class SessionTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("WRITE_GENERATED") == "1";

    public static TheoryData<string> Sessions =>
        [.. Directory.GetFiles(DocSnippets.Locate("tests/TrafficRouting.Cli.Tests/Sessions"), "*.txt").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sessions))]
    public void Commands_OfTheSession_AnswerAsWritten(string session)
    {
        var file = DocSnippets.Locate($"tests/TrafficRouting.Cli.Tests/Sessions/{session}");
        var written = File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n');

        var played = Session.Play(written);

        if (Writes)
            File.WriteAllText(file, played + "\n");
        else
            Assert.Equal(written, played);
    }

    [Fact]
    public void Commands_OfThePage_AnswerAsWritten()
    {
        var page = DocSnippets.Locate("docs/tool.md");
        var text = File.ReadAllText(page);
        foreach (var block in DocSnippets.Blocks("docs/tool.md", "console"))
        {
            var played = Session.Play(block);
            if (Writes)
                text = text.Replace(block, played, StringComparison.Ordinal);
            else
                Assert.Equal(block, played);
        }

        if (Writes)
            File.WriteAllText(page, text);
    }
}

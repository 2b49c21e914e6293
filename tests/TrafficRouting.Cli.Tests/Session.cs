using System.Text;
using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests;

/// <summary>A written session: lines that begin with <c>$ traffic</c>, each followed by what the tool answers and the code it ends with.</summary>
internal static class Session
{
    private const string Prompt = "$ traffic ";

    /// <summary>Gets where relative files of sessions are, which is where this process works.</summary>
    public static string Folder { get; } = Enter();

    /// <summary>Runs the commands of a session and writes it as it should be.</summary>
    public static string Play(string text)
    {
        Assert.NotEmpty(Folder);
        var played = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(l => l.StartsWith(Prompt, StringComparison.Ordinal)))
        {
            var run = ToolRun.Of([.. Words(line[Prompt.Length..])]);
            played.Append(line).Append('\n').Append(run.Errors).Append(run.Output);
            if (run.Code != 0)
                played.Append("(exit ").Append(run.Code).Append(")\n");
        }

        return played.ToString().TrimEnd('\n');
    }

    public static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        foreach (var c in line)
        {
            if (c == '\'')
            {
                (quoted, any) = (!quoted, true);
            }
            else if (c == ' ' && !quoted)
            {
                if (any)
                    yield return word.ToString();
                word.Clear();
                any = false;
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }

        if (any)
            yield return word.ToString();
    }

    private static string Enter() => Environment.CurrentDirectory = DocSnippets.Locate("tests/TrafficRouting.Cli.Tests/Sessions/files");
}

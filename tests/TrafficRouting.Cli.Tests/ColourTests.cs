namespace TrafficRouting.Cli.Tests;

public sealed class ColourTests
{
    [Theory]
    [InlineData("check wrong.json")]
    [InlineData("simulate appsettings.json -n 10")]
    public void Reports_AreColouredOnlyWhereAPersonLooksWhoDidNotAskForNone(string call)
    {
        Assert.Contains('\e', Run(call, isWatched: true, noColour: null));
        Assert.DoesNotContain('\e', Run(call, isWatched: false, noColour: null));
        Assert.DoesNotContain('\e', Run(call, isWatched: true, noColour: "1"));
        Assert.DoesNotContain('\e', Run($"{call} --no-color", isWatched: true, noColour: null));
    }

    private static string Run(string call, bool isWatched, string? noColour)
    {
        Assert.NotEmpty(Session.Folder);
        using var output = new StringWriter();
        TrafficTool.Run([.. call.Split(' ')], new(() => Stream.Null, output, TextWriter.Null) { IsWatched = isWatched, Variable = name => name is "NO_COLOR" ? noColour : null });
        return output.ToString();
    }
}

using System.Diagnostics;

namespace TrafficRouting.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "check", "completion", "explain", "rollout", "schema", "test")]
    [InlineData("rollout p", "pause", "promote")]
    [InlineData("rollout list --form", "--format")]
    [InlineData("rollout list --format ", "json", "text")]
    [InlineData("completion ", "bash", "pwsh", "zsh")]
    public void Suggestions_FitWhatIsTyped(string typed, params string[] expected)
    {
        var run = ToolRun.Of($"[suggest:{typed.Length}]", typed);

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Subset(run.Output.Split('\n').ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _traffic traffic")]
    [InlineData("zsh", "compdef _traffic traffic")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName traffic")]
    public void Script_OfEachShell_IsPrinted(string shell, string expected) => Assert.Contains(expected, ToolRun.Of("completion", shell).Output, StringComparison.Ordinal);

    [Fact]
    public void Script_OfAnotherShell_IsRefused() => Assert.Equal(ExitCode.Usage, ToolRun.Of("completion", "tcsh").Code);

    [Theory]
    [InlineData("traffic rollout pro", "promote")]
    [InlineData("traffic rollout list --format j", "json")]
    [InlineData("traffic check appset", "")]
    public async Task Bash_CompletesWhatIsTyped(string line, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The machine's bash is not asked on other systems.");
        var words = line.Split(' ');
        var script = $$"""
            traffic() { dotnet exec '{{typeof(TrafficTool).Assembly.Location}}' "$@"; }
            {{ToolRun.Of("completion", "bash").Output}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{words.Length - 1}}
            _traffic
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, output.Trim());
    }
}

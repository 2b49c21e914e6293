using Spectre.Console;

namespace ShadowMirroring;

/// <summary>What the sample promised and whether it came true.</summary>
internal sealed class Verdict
{
    private readonly List<string> _broken = [];

    public void Expect(bool held, string promise)
    {
        AnsiConsole.MarkupLine((held ? "  [green]ok[/]   " : "  [red]FAIL[/] ") + Markup.Escape(promise));
        if (!held)
            _broken.Add(promise);
    }

    /// <summary>Prints the sum of it.</summary>
    /// <returns>The exit code: 0 when every promise held.</returns>
    public int Print()
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine(_broken.Count == 0 ? "[bold green]Every promise held.[/]" : $"[bold red]{_broken.Count} promises broken.[/]");
        return _broken.Count == 0 ? 0 : 1;
    }
}

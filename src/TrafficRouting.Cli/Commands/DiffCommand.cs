using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic diff</c>: the requests that a change decides otherwise.</summary>
internal static class DiffCommand
{
    private const int Shown = 5;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("diff", "Tells which requests are decided otherwise after a change: by another route, with other shares, edits or mirrors. Ends with 1 where there are any.");
        var old = new Argument<string>("old") { Description = "The routing before: files, folders or globs, with commas between them; - for standard input." };
        var @new = new Argument<string>("new") { Description = "The routing after." };
        command.Add(old);
        command.Add(@new);
        var files = new FileOptions(command, takesFiles: false);
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var all = new Option<bool>("--all") { Description = $"Shows all kinds of requests, and not {Text.Of(Shown)} of each difference." };
        command.Add(format);
        command.Add(all);
        command.SetAction(parsed =>
        {
            if (files.LoadValid(parsed, terminal, FileOptions.Split(parsed.GetValue(old)!)) is not { } before
                || files.LoadValid(parsed, terminal, FileOptions.Split(parsed.GetValue(@new)!)) is not { } after)
                return ExitCode.Usage;
            var found = TableComparison.Compare(before, after);
            if (parsed.GetValue(format) is "json")
                terminal.Out.WriteJson(DiffReport.ToJson(found));
            else
                DiffReport.Write(found, parsed.GetValue(all) ? int.MaxValue : Shown, terminal.Out);
            return found.Any ? ExitCode.Found : ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic check</c>: everything that is wrong or doubtful, with its place.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("check", "Tells everything that is wrong, with file, line and column. Ends with 1 where something is.");
        var files = new FileOptions(command);
        var format = new Option<string>("--format") { Description = "text, json or sarif.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var strict = new Option<bool>("--strict") { Description = "Warnings end with 1 too." };
        command.Add(format);
        command.Add(strict);
        command.SetAction(parsed =>
        {
            var routing = files.Load(parsed, terminal);
            switch (parsed.GetValue(format))
            {
                case "json":
                    JsonReport.Write(routing, terminal.Out);
                    break;
                case "sarif":
                    SarifReport.Write(routing, terminal.Out);
                    break;
                default:
                    TextReport.Write(routing, terminal.Out, Palette.Of(parsed, terminal));
                    break;
            }

            return routing.Errors > 0 || (parsed.GetValue(strict) && routing.Warnings > 0) ? ExitCode.Found : ExitCode.Ok;
        });
        return command;
    }
}

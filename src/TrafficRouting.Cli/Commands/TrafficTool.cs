using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary>The tool: its commands, and how it ends.</summary>
internal static class TrafficTool
{
    public static int Run(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Checks, explains, tests, compares and converts traffic routing before it ships.")
        {
            CheckCommand.Create(terminal),
            CompletionCommand.Create(terminal),
            ConvertCommand.Create(terminal),
            DiffCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            RolloutCommands.Create(terminal),
            SchemaCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            TestCommand.Create(terminal),
            Palette.CreateSwitch(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is null or System.CommandLine.Invocation.ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine($"traffic: {error.Message}");
            terminal.Error.WriteLine($"Try: traffic {CommandPath(parsed)}--help");
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException exception)
        {
            terminal.Error.WriteLine($"traffic: {exception.Message}");
            return ExitCode.Usage;
        }
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
}

using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic completion</c>: what a shell needs to complete the tool's commands and options.</summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("completion", "Prints the script by which a shell completes commands and options.");
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        command.Add(shell);
        command.SetAction(parsed =>
        {
            terminal.Out.Write(Resource.Read($"completion.{parsed.GetValue(shell)}"));
            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary><c>traffic rollout</c>: looks at rollouts and steers them, through a fleet's store or a page.</summary>
internal static class RolloutCommands
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("rollout", "Looks at rollouts and steers them, through a fleet's store or the page of a replica.");
        var desk = new DeskOptions(command);
        command.Add(List(terminal, desk));
        command.Add(Status(terminal, desk));
        command.Add(WatchCommand.Create(terminal, desk));
        command.Add(SteerCommand.Promote(terminal, desk));
        command.Add(SteerCommand.Create(terminal, desk, "pause", RolloutCommand.Pause, "Stays at the weight reached until resumed."));
        command.Add(SteerCommand.Create(terminal, desk, "resume", RolloutCommand.Resume, "Ends a pause, whatever caused it."));
        command.Add(SteerCommand.Create(terminal, desk, "abort", RolloutCommand.Abort, "Ends the rollout: all traffic back to the stable backend."));
        command.Add(SteerCommand.Create(terminal, desk, "retry", RolloutCommand.Retry, "Begins an aborted or rolled back rollout anew."));
        return command;
    }

    public static Argument<string> Name() => new("name") { Description = "The rollout." };

    /// <summary>Runs what may fail for reasons outside of the call, which then ends with 1.</summary>
    public static async Task<int> RunAsync(Terminal terminal, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (DeskException e)
        {
            await terminal.Error.WriteLineAsync($"traffic: {e.Message}").ConfigureAwait(false);
            return ExitCode.Found;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("traffic: Stopped before it was done.").ConfigureAwait(false);
            return ExitCode.Found;
        }
    }

    private static Command List(Terminal terminal, DeskOptions options)
    {
        var command = new Command("list", "Lists all rollouts.");
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, async () =>
        {
            var desk = await options.OpenAsync(parsed, terminal, cancellationToken).ConfigureAwait(false);
            await using var ofDesk = desk.ConfigureAwait(false);
            var rollouts = await desk.ListAsync(cancellationToken).ConfigureAwait(false);
            if (options.IsJson(parsed))
                terminal.Out.WriteJson(RolloutReport.ToJson(rollouts));
            else
                RolloutReport.WriteList(rollouts, terminal.Out, Palette.Of(parsed, terminal));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Status(Terminal terminal, DeskOptions options)
    {
        var command = new Command("status", "Tells where a rollout stands, and why.");
        var name = Name();
        command.Add(name);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, async () =>
        {
            var desk = await options.OpenAsync(parsed, terminal, cancellationToken).ConfigureAwait(false);
            await using var ofDesk = desk.ConfigureAwait(false);
            RolloutReport.Write(await desk.FindAsync(parsed.GetValue(name)!, cancellationToken).ConfigureAwait(false), options.IsJson(parsed), terminal, Palette.Of(parsed, terminal));
            return ExitCode.Ok;
        }));
        return command;
    }
}

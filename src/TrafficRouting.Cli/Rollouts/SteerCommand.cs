using System.CommandLine;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Commands that ask something of a rollout. They end with 1 where it is refused, or where no replica did it in time.</summary>
internal static class SteerCommand
{
    public static Command Promote(Terminal terminal, DeskOptions options)
    {
        var full = new Option<bool>("--full") { Description = "Skips all that is left: all traffic to the canary." };
        return Create(terminal, options, "promote", "Ends the current step and goes on with the next.", parsed => parsed.GetValue(full) ? RolloutCommand.PromoteFull : RolloutCommand.Promote, full);
    }

    public static Command Create(Terminal terminal, DeskOptions options, string name, RolloutCommand asked, string description) =>
        Create(terminal, options, name, description, _ => asked);

    private static Command Create(Terminal terminal, DeskOptions options, string word, string description, Func<ParseResult, RolloutCommand> asked, Option? further = null)
    {
        var command = new Command(word, description);
        var name = RolloutCommands.Name();
        var wait = new Option<double>("--wait") { Description = "For how many seconds a replica may take to do it, where the store is asked.", DefaultValueFactory = _ => 15 };
        command.Add(name);
        command.Add(wait);
        if (further is not null)
            command.Add(further);
        command.SetAction((parsed, cancellationToken) => RolloutCommands.RunAsync(terminal, async () =>
        {
            var patience = parsed.GetValue(wait) is >= 0 and <= 86400 and var seconds ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--wait is not from 0 to 86400 seconds.");
            var desk = await options.OpenAsync(parsed, terminal, cancellationToken, patience).ConfigureAwait(false);
            await using var ofDesk = desk.ConfigureAwait(false);
            var after = await desk.SendAsync(parsed.GetValue(name)!, asked(parsed), cancellationToken).ConfigureAwait(false);
            RolloutReport.Write(after, options.IsJson(parsed), terminal, Palette.Of(parsed, terminal));
            return after switch
            {
                { Asked: { } left } => throw new DeskException($"No replica has done it yet. The next one that reads the store does: {left.Command} stays in the state of '{after.Name}'."),
                { Fleet.Unstored: not null } => throw new DeskException("It is in force in the replica that was asked, and not in the store yet."),
                _ => ExitCode.Ok,
            };
        }));
        return command;
    }
}

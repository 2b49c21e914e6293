using System.CommandLine;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>
/// <c>traffic rollout watch</c>: shows a rollout until it ends, anew whenever it changes. A terminal is redrawn; elsewhere one report follows
/// the other. Ends with 0 where the canary has all traffic.
/// </summary>
internal static class WatchCommand
{
    private const string Home = "\e[H\e[J";

    public static Command Create(Terminal terminal, DeskOptions options)
    {
        var command = new Command("watch", "Shows a rollout whenever it changes, until it ends: with 0 when it is completed, with 1 when it was rolled back or aborted.");
        var name = RolloutCommands.Name();
        var timeout = new Option<double?>("--timeout") { Description = "After how many seconds to give up, with 1." };
        command.Add(name);
        command.Add(timeout);
        command.SetAction((parsed, cancellationToken) => RolloutCommands.RunAsync(terminal, async () =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parsed.GetValue(timeout) is { } seconds)
                limit.CancelAfter(seconds is > 0 and <= 1_000_000 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--timeout is not from 1 to 1000000 seconds."));
            try
            {
                var desk = await options.OpenAsync(parsed, terminal, limit.Token).ConfigureAwait(false);
                await using var ofDesk = desk.ConfigureAwait(false);
                return await WatchAsync(desk, parsed.GetValue(name)!, Show, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Whoever waits for the canary must not take an end by a signal for its success.
                throw new DeskException(cancellationToken.IsCancellationRequested ? "Stopped before the rollout ended." : "The rollout has not ended in time.");
            }

            void Show(RolloutReading rollout, bool isFirst)
            {
                var palette = Palette.Of(parsed, terminal);
                if (terminal.IsWatched && !options.IsJson(parsed))
                    terminal.Out.Write(Home);
                else if (!isFirst && !options.IsJson(parsed))
                    terminal.Out.WriteLine();
                RolloutReport.Write(rollout, options.IsJson(parsed), terminal, palette);
                terminal.Out.Flush();
            }
        }));
        return command;
    }

    private static async Task<int> WatchAsync(IRolloutDesk desk, string name, Action<RolloutReading, bool> show, CancellationToken cancellationToken)
    {
        string? shown = null;
        while (true)
        {
            var rollout = await desk.FindAsync(name, cancellationToken).ConfigureAwait(false);
            var text = RolloutReport.ToJson(rollout).ToJsonString();
            if (!string.Equals(text, shown, StringComparison.Ordinal))
                show(rollout, shown is null);
            shown = text;
            if (rollout.IsEnded)
                return rollout.Phase == RolloutPhase.Completed ? ExitCode.Ok : ExitCode.Found;
            await desk.ChangedAsync(name, cancellationToken).ConfigureAwait(false);
        }
    }
}

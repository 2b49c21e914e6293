using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Tells where rollouts stand.</summary>
internal static class RolloutReport
{
    public static JsonNode ToJson(RolloutReading rollout) => JsonSerializer.SerializeToNode(rollout, ReadingJson.Default.RolloutReading)!;

    public static JsonNode ToJson(IReadOnlyList<RolloutReading> rollouts) => JsonSerializer.SerializeToNode([.. rollouts], ReadingJson.Default.ListRolloutReading)!;

    public static void WriteList(IReadOnlyList<RolloutReading> rollouts, TextWriter output, Palette palette)
    {
        if (rollouts.Count == 0)
        {
            output.WriteLine("There are no rollouts.");
            return;
        }

        var rows = new List<string[]> { (string[])["NAME", "ROUTE", "STEP", "WEIGHT", "STATUS"] };
        rows.AddRange(rollouts.Select(r => (string[])[r.Name, $"{r.Service}/{r.Route}", StepOf(r), Percent(r.Weight), StatusOf(r)]));
        var widths = Enumerable.Range(0, 4).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var (row, rollout) in rows.Zip(rollouts.Prepend(null)))
        {
            for (var i = 0; i < widths.Length; i++)
                output.Write(row[i].PadRight(widths[i] + 2));
            output.WriteLine(rollout is null ? row[^1] : Toned(rollout, row[^1], palette));
        }
    }

    public static void Write(RolloutReading rollout, bool isJson, Terminal terminal, Palette palette)
    {
        if (isJson)
        {
            terminal.Out.WriteJson(ToJson(rollout));
            return;
        }

        var output = terminal.Out;
        Line("Rollout", rollout.Name);
        Line("Route", $"{rollout.Service}/{rollout.Route}");
        Line("Backends", $"{rollout.Stable} -> {rollout.Canary}{(rollout.Revision is { } revision ? $" @{revision}" : "")}");
        Line("Status", Toned(rollout, StatusOf(rollout), palette));
        Line("Why", rollout.Message);
        Line("Problem", rollout.Problem is { } problem ? palette.Of(FindingSeverity.Error, problem) : null);
        Line("Store", rollout.Fleet switch
        {
            { Unstored: { } unstored } => palette.Of(FindingSeverity.Error, unstored),
            { IsStale: true } fleet => palette.Of(FindingSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"has not answered {fleet.Replica} for {fleet.StoreAge:0} s")),
            _ => null,
        });
        Line("Asked", rollout.Asked is { } asked ? $"{asked.Command} by {asked.By}, which no replica has done yet" : null);
        Line("Weight", Percent(rollout.Weight));
        for (var i = 0; i < rollout.Steps.Count; i++)
            output.WriteLine($"{(i == 0 ? "Steps:" : ""),-10} {Mark(rollout, i)} {rollout.Steps[i]}");
        Line("Requests", rollout.CanaryRequests + rollout.StableRequests == 0 ? null
            : $"canary {Judged(rollout.CanaryRequests, rollout.CanaryFailures)}, stable {Judged(rollout.StableRequests, rollout.StableFailures)}");
        foreach (var (metric, i) in rollout.Metrics.Select((m, i) => (m, i)))
            output.WriteLine($"{(i == 0 ? "Metrics:" : ""),-10} {metric.Name}{(metric.IsDryRun ? " (dry run)" : "")}: {Words(metric.Verdict)}, {metric.Reason}");
        foreach (var (replica, i) in (rollout.Fleet?.Replicas ?? []).Select((r, i) => (r, i)))
            output.WriteLine($"{(i == 0 ? "Replicas:" : ""),-10} {replica.Name}: canary {Text.Grouped(replica.Canary)}, stable {Text.Grouped(replica.Stable)}");

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                output.WriteLine($"{name + ":",-10} {value}");
        }
    }

    private static string StatusOf(RolloutReading rollout) => rollout switch
    {
        { Phase: null } => "unknown: the store could not be read",
        { Phase: RolloutPhase.Paused, Pause: { } pause } => $"Paused ({(pause switch { PauseReason.Step => "by its step", PauseReason.Command => "by command", _ => "analysis is inconclusive" })})",
        _ => rollout.Phase.ToString()!,
    };

    private static string Toned(RolloutReading rollout, string text, Palette palette) => rollout.Phase switch
    {
        null or RolloutPhase.RolledBack or RolloutPhase.Aborted => palette.Of(FindingSeverity.Error, text),
        RolloutPhase.Paused => palette.Of(FindingSeverity.Warning, text),
        _ => palette.Of(FindingSeverity.Information, text),
    };

    private static string StepOf(RolloutReading rollout) =>
        rollout.Steps.Count == 0 ? Text.Of(rollout.Step) : $"{Text.Of(Math.Min(rollout.Step + 1, rollout.Steps.Count))}/{Text.Of(rollout.Steps.Count)}";

    // Never by colour alone.
    private static char Mark(RolloutReading rollout, int step) =>
        step < rollout.Step || rollout.Phase == RolloutPhase.Completed ? '+' : step > rollout.Step || rollout.Phase is RolloutPhase.Pending ? ' ' : rollout.IsEnded ? 'x' : '>';

    private static string Judged(long requests, long failures) =>
        $"{Text.Grouped(requests)}{(requests == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * failures / requests:0.##} % failed)"))}";

    private static string Words(RolloutVerdict verdict) => verdict switch
    {
        RolloutVerdict.Passed => "passed",
        RolloutVerdict.Inconclusive => "inconclusive",
        RolloutVerdict.Error => "could not be measured",
        _ => "failed",
    };

    private static string Percent(double weight) => string.Create(CultureInfo.InvariantCulture, $"{weight:0.##} %");
}

using System.Globalization;
using Spectre.Console;
using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>Shows where a rollout stands: as a live table, or line by line where the output is no terminal.</summary>
internal static class StatusTable
{
    public static Table Of(RolloutStatus rollout)
    {
        var state = rollout.State!;
        var measured = state.LastMeasurement;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("backend", "weight", "requests", "error rate", "p50", "p99");
        table.AddRow(Row(rollout.Stable, 100 - state.Weight, rollout.StableTotals));
        table.AddRow(Row(rollout.Canary, state.Weight, rollout.CanaryTotals));
        table.Title = new($"{state.Phase}, step {Math.Min(state.Step + 1, rollout.Steps.Count)} of {rollout.Steps.Count}: {state.Message}");
        table.Caption = new(measured is null ? "not measured yet" : string.Join("; ", measured.Metrics.Select(m => $"{m.Metric} {m.Verdict}: {m.Reason}")));
        return table;
    }

    /// <summary>Writes a line whenever the rollout moved or measured.</summary>
    public static void WriteLine(RolloutStatus rollout, ref string last)
    {
        var (state, canary) = (rollout.State!, rollout.CanaryTotals);
        var stand = $"{state.Phase} {state.Step} {state.MeasuredAt}";
        if (stand == last)
            return;
        last = stand;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{state.Phase,-11} weight {state.Weight,3} %  canary {canary.Requests,5} requests  {Rate(canary),6:P1} errors  p99 {canary.Latency99?.TotalMilliseconds ?? 0,6:0.0} ms  {state.LastMeasurement?.Verdict}"));
    }

    private static string[] Row(string backend, double weight, BackendTotals totals) =>
    [
        backend, $"{weight} %", totals.Requests.ToString(CultureInfo.InvariantCulture), Rate(totals).ToString("P1", CultureInfo.InvariantCulture),
        Milliseconds(totals.Latency50), Milliseconds(totals.Latency99),
    ];

    private static double Rate(BackendTotals totals) => totals.Requests == 0 ? 0 : (double)totals.Failures / totals.Requests;

    private static string Milliseconds(TimeSpan? time) => time is { } t ? string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0.0} ms") : "-";
}

using System.Diagnostics;
using Spectre.Console;

namespace ShadowMirroring;

/// <summary>Second: v2 hangs, then dies, and the callers' latency stays what it was.</summary>
internal static class Latencies
{
    private const int Calls = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(4);

    public static async Task RunAsync(Stage stage, Verdict verdict)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule("2. v2 hangs, then dies").LeftJustified());
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("v2", "callers answered", "p50 ms", "p95 ms", "p99 ms", "copies for v2");

        await MeasureAsync(stage, 100);
        var healthy = await PhaseAsync("healthy", stage, table);
        stage.V2.Hangs = true;
        var hanging = await PhaseAsync("hanging", stage, table);
        await stage.KillV2Async();
        var dead = await PhaseAsync("dead", stage, table);
        AnsiConsole.Write(table);

        verdict.Expect(healthy.Answered + hanging.Answered + dead.Answered == 3 * Calls, "every caller was answered throughout");
        verdict.Expect(Flat(healthy, hanging), "the median of v1 stayed flat while v2 hung");
        verdict.Expect(Flat(healthy, dead), "the median of v1 stayed flat while v2 was dead");
        verdict.Expect(stage.Outcomes.ByOutcome("v2").ContainsKey("breaker_open"), "v2 was left alone after failing too often");
    }

    // Generous, because this machine may be busy with other things; a mirror that was waited for would show as hundreds of milliseconds.
    private static bool Flat(Phase before, Phase after) => after.Percentile(50) < (3 * before.Percentile(50)) + 2;

    private static async Task<Phase> PhaseAsync(string mood, Stage stage, Table table)
    {
        var before = stage.Outcomes.ByOutcome("v2");
        var phase = await MeasureAsync(stage, Calls);
        var copies = stage.Outcomes.ByOutcome("v2")
            .Select(o => (o.Key, Count: o.Value - before.GetValueOrDefault(o.Key)))
            .Where(o => o.Count > 0)
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => $"{o.Key} {o.Count}");
        table.AddRow(
            mood, $"{phase.Answered}/{Calls}", $"{phase.Percentile(50):0.00}", $"{phase.Percentile(95):0.00}", $"{phase.Percentile(99):0.00}", string.Join(", ", copies));
        return phase;
    }

    private static async Task<Phase> MeasureAsync(Stage stage, int calls)
    {
        var phase = new Phase(calls);
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < calls; i++)
        {
            await pace.WaitForNextTickAsync();
            var started = Stopwatch.GetTimestamp();
            using var response = await stage.Client.GetAsync($"/products/{i}");
            phase.Add(Stopwatch.GetElapsedTime(started), response.IsSuccessStatusCode);
        }

        return phase;
    }
}

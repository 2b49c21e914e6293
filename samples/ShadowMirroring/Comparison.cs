using Spectre.Console;

namespace ShadowMirroring;

/// <summary>Third: v2 comes back, and comparing its answers with v1's finds the endpoint it gets wrong.</summary>
internal static class Comparison
{
    private const string Wrong = "/products/7/price";

    public static async Task RunAsync(Stage stage, Verdict verdict)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule("3. v2 is back; which of its answers differ from v1's?").LeftJustified());
        await stage.ReplaceV2Async();
        await RecoverAsync(stage);
        await stage.Mirror.WhenIdleAsync();
        stage.Differences.Clear();

        var endpoints = Enumerable.Range(1, 12).SelectMany(i => new[] { $"/products/{i}", $"/products/{i}/price" }).ToList();
        var right = 0;
        foreach (var endpoint in endpoints)
        {
            using var response = await stage.Client.GetAsync(endpoint);
            right += response.IsSuccessStatusCode ? 1 : 0;
        }

        await stage.Mirror.WhenIdleAsync();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("path", "status of v1", "status of v2", "header", "v1", "v2");
        foreach (var found in stage.Differences.Found)
        {
            var header = found.HeaderDifferences is [var first, ..] ? first : null;
            table.AddRow(
                Markup.Escape(found.Path), $"{found.PrimaryStatus}", $"[red]{found.MirrorStatus}[/]", header?.Name ?? "-", header?.Primary ?? "-", header?.Mirror ?? "-");
        }

        AnsiConsole.Write(table);
        verdict.Expect(stage.Differences.Compared == endpoints.Count, $"{endpoints.Count} endpoints were compared");
        verdict.Expect(
            stage.Differences.Found.ToArray() is [{ Path: Wrong, PrimaryStatus: 200, MirrorStatus: 404, HeaderDifferences: [{ Name: "x-currency" }] }],
            $"the one that differs was found: {Wrong}");
        verdict.Expect(right == endpoints.Count, "no caller saw it");
    }

    // The first copy after a pause is the trial that closes the breaker.
    private static async Task RecoverAsync(Stage stage)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var sent = stage.Outcomes.ByOutcome("v2").GetValueOrDefault("sent");
        while (stage.Outcomes.ByOutcome("v2").GetValueOrDefault("sent") == sent)
        {
            await pace.WaitForNextTickAsync();
            using var response = await stage.Client.GetAsync("/products/1");
        }
    }
}

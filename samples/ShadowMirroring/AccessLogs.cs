using Spectre.Console;

namespace ShadowMirroring;

/// <summary>First: v1 answers every caller, v2 sees a copy of each call, v3 of every fourth.</summary>
internal static class AccessLogs
{
    private const int Calls = 40;

    public static async Task RunAsync(Stage stage, Verdict verdict)
    {
        AnsiConsole.Write(new Rule("1. v1 answers, v2 sees it all, v3 a quarter").LeftJustified());
        var answered = 0;
        for (var i = 0; i < Calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/products/{i}?page=1");
            request.Headers.Authorization = new("Bearer", "a-secret");
            using var response = await stage.Client.SendAsync(request);
            answered += await response.Content.ReadAsStringAsync() == $"product /products/{i}" ? 1 : 0;
        }

        var settled = await stage.Outcomes.ReachAsync("v2", Calls);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("access log of v1", "access log of v2", "access log of v3");
        foreach (var (v1, v2, v3) in stage.V1.Log.Take(5).Select((entry, i) => (entry, stage.V2.Log.ElementAtOrDefault(i), stage.V3.Log.ElementAtOrDefault(i))))
            table.AddRow(Line(v1), Line(v2), Line(v3));
        table.AddRow($"[grey]{stage.V1.Log.Count} requests[/]", $"[grey]{stage.V2.Log.Count} requests[/]", $"[grey]{stage.V3.Log.Count} requests[/]");
        AnsiConsole.Write(table);

        verdict.Expect(answered == Calls && stage.V1.Log.Count == Calls, $"all {Calls} callers were answered by v1");
        verdict.Expect(settled && stage.V2.Log.Count == Calls, "v2 received a copy of each call");
        verdict.Expect(stage.V3.Log.Count is > 0 and < Calls, "v3 received some, at 25 percent");
        verdict.Expect(stage.V2.Log.All(e => e is { Host: "catalog-shadow", Marker: "1" }), "copies carry the host catalog-shadow and the marker header");
        verdict.Expect(stage.V1.Log.All(e => e.Marker.Length == 0), "the originals do not");
    }

    private static string Line(AccessLogEntry? entry) =>
        entry is null ? string.Empty : Markup.Escape($"{entry.Method} {entry.Target}\n  Host: {entry.Host}");
}

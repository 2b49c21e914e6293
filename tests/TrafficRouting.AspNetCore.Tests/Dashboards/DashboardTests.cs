using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.AspNetCore.Tests.Dashboards;

/// <summary>The dashboard and the alerts speak of metrics and labels that there are.</summary>
public sealed partial class DashboardTests
{
    private const string TableLabel = "traffic_routing_table";

    private static string Rules => DocSnippets.Locate("docs/prometheus-rules.yaml");

    [Fact]
    public async Task Expressions_OfDashboardAndAlerts_NameMetricsAndTheirLabels()
    {
        await using var app = await ScrapedApp.StartAsync();
        var labels = Labels(await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));

        Assert.NotEmpty(DashboardExpressions());
        Assert.All(DashboardExpressions().Concat(RuleExpressions()), expression =>
        {
            var names = Name().Matches(expression).Select(m => m.Value).Distinct().ToList();
            var metrics = names.Where(labels.ContainsKey).ToList();
            Assert.True(metrics.Count > 0, $"No metric of this is scraped: {expression}");
            // A metric may have a label of its own name, and only tables with a name tell theirs.
            var unknown = names.Except([.. metrics, TableLabel]).Concat(Selected().Matches(expression).Select(m => m.Groups[1].Value)).Where(n => !metrics.Exists(m => labels[m].Contains(n))).ToList();
            Assert.True(unknown.Count == 0, $"Not scraped: {string.Join(", ", unknown)} of {expression}");
        });
    }

    [Fact]
    public async Task Legends_OfTheDashboard_NameLabelsOfTheirExpressions()
    {
        await using var app = await ScrapedApp.StartAsync();
        var known = Labels(await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Values.SelectMany(l => l).Append(TableLabel).ToHashSet();

        Assert.All(Targets(), target => Assert.All(
            Legend().Matches(target["legendFormat"]!.GetValue<string>()).Select(m => m.Groups[1].Value),
            label => Assert.True(known.Contains(label) && target["expr"]!.GetValue<string>().Contains(label, StringComparison.Ordinal), label)));
    }

    [Fact]
    public void Expressions_OfRollouts_TellTablesApart() => Assert.All(
        DashboardExpressions().Concat(RuleExpressions()).SelectMany(e => Grouping().Matches(e)).Select(m => m.Groups[1].Value).Where(g => g.Contains("rollout_name", StringComparison.Ordinal)),
        group => Assert.Contains(TableLabel, group, StringComparison.Ordinal));

    [Fact]
    public async Task Rules_CheckedByPromtool_AreRight()
    {
        Assert.SkipWhen(Find("promtool") is null, "There is no promtool: \"apt-get install prometheus\".");
        using var promtool = Process.Start(new ProcessStartInfo(Find("promtool")!, ["check", "rules", Rules]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(promtool.ExitCode == 0, output);
        Assert.Contains("9 rules found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expressions_AskedOfARealPrometheusThatScrapesTheApplication_AreAnswered()
    {
        Assert.SkipWhen(Find("prometheus") is null, "There is no Prometheus: \"apt-get install prometheus\".");
        await using var app = await ScrapedApp.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(Find("prometheus")!, app.Http.BaseAddress!, Rules);
        await prometheus.WhenScrapedAsync("traffic_routing_rollout_phase{traffic_routing_rollout_phase=\"RolledBack\"} == 1");

        foreach (var expression in DashboardExpressions().Concat(RuleExpressions()))
            Assert.Equal("success", (await prometheus.QueryAsync(expression))["status"]!.GetValue<string>());
    }

    private static List<JsonNode> Targets() =>
    [
        .. JsonNode.Parse(File.ReadAllText(DocSnippets.Locate("docs/grafana-dashboard.json")))!["panels"]!.AsArray()
            .SelectMany(p => p!["targets"]?.AsArray() ?? []).Select(t => t!),
    ];

    private static IEnumerable<string> DashboardExpressions() => Targets().Select(t => t["expr"]!.GetValue<string>()
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$service", ".*", StringComparison.Ordinal));

    private static IEnumerable<string> RuleExpressions() =>
        RuleExpression().Matches(File.ReadAllText(Rules)).Select(m => m.Groups[1].Value.TrimStart('|').Trim());

    private static Dictionary<string, HashSet<string>> Labels(string scrape) => scrape.Split('\n')
        .Select(line => Series().Match(line)).Where(m => m.Success)
        .GroupBy(m => m.Groups[1].Value)
        .ToDictionary(g => g.Key, g => g.SelectMany(m => Label().Matches(m.Groups[2].Value).Select(l => l.Groups[1].Value)).ToHashSet());

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"traffic_routing_\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"(traffic_routing_\w+)(?:=|!)")]
    private static partial Regex Selected();

    [GeneratedRegex(@" by \((.*?)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Legend();

    [GeneratedRegex(@"^(\w+)\{(.*)\} ")]
    private static partial Regex Series();

    [GeneratedRegex(@"(\w+)=""")]
    private static partial Regex Label();

    [GeneratedRegex(@"^    expr: ((?:.|\n)*?)(?=^    \w)", RegexOptions.Multiline)]
    private static partial Regex RuleExpression();
}

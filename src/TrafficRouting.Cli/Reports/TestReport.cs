using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>Tells what came of cases.</summary>
internal static class TestReport
{
    public static void Write(List<CaseResult> results, TextWriter output)
    {
        foreach (var failed in results.Where(r => !r.Passed))
            output.WriteLine($"{failed.ToString().ReplaceLineEndings(output.NewLine)}{output.NewLine}");
        var count = results.Count(r => !r.Passed);
        output.WriteLine(count == 0 ? $"ok: {Wording.Counted(results.Count, "case")}" : $"{Text.Grouped(count)} of {Wording.Counted(results.Count, "case")} failed");
    }

    public static void WriteCoverage(RoutingCoverage coverage, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coverage: {coverage.Percent:0.#} % ({coverage.Covered} of {coverage.Total} routes, matches and conditions)"));
        foreach (var missed in coverage.Missed)
            output.WriteLine($"  no case takes {missed}");
        foreach (var condition in coverage.Undecided)
            output.WriteLine($"  no case is kept out by {condition} alone");
    }

    public static void WriteJson(List<CaseResult> results, RoutingCoverage? coverage, TextWriter output) => output.WriteJson(new JsonObject
    {
        ["cases"] = results.Count,
        ["failed"] = results.Count(r => !r.Passed),
        ["failures"] = Json.Array(results.Where(r => !r.Passed).Select(ToJson)),
        ["coverage"] = coverage is null ? null : new JsonObject
        {
            ["percent"] = Math.Round(coverage.Percent, 1),
            ["covered"] = coverage.Covered,
            ["total"] = coverage.Total,
            ["missed"] = Json.Array(coverage.Missed.Select(m => (JsonNode)m)),
            ["undecided"] = Json.Array(coverage.Undecided.Select(c => (JsonNode)c)),
        },
    });

    public static void WriteJunit(List<CaseResult> results, TextWriter output) => output.WriteLine(new XElement(
        "testsuites",
        new XElement(
            "testsuite",
            new XAttribute("name", "routing"),
            new XAttribute("tests", results.Count),
            new XAttribute("failures", results.Count(r => !r.Passed)),
            results.Select(r => new XElement(
                "testcase",
                new XAttribute("classname", r.Case.Location.File),
                new XAttribute("name", r.Case.Name),
                r.Passed ? null : new XElement("failure", new XAttribute("message", r.Problems[0]), r.ToString()))))));

    private static JsonNode ToJson(CaseResult failed) => new JsonObject
    {
        ["name"] = failed.Case.Name,
        ["file"] = failed.Case.Location.File,
        ["line"] = failed.Case.Location.Line,
        ["column"] = failed.Case.Location.Column,
        ["problems"] = Json.Array(failed.Problems.Select(p => (JsonNode)p)),
    };
}

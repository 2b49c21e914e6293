using System.Globalization;
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

    public static void WriteCoverage(RoutingCoverage coverage, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coverage: {coverage.Percent:0.#} % ({coverage.Taken} of {coverage.Total} routes and matches)"));
        foreach (var missed in coverage.Missed)
            output.WriteLine($"  no case takes {missed}");
    }
}

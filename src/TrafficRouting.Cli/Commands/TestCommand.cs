using System.CommandLine;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary><c>traffic test</c>: runs cases against routing.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("test", "Runs the requests of a file of cases through the routing, and tells what is otherwise than expected.");
        var cases = new Argument<string>("cases") { Description = "The cases, in YAML or JSON." };
        command.Add(cases);
        var files = new FileOptions(command);
        var coverage = new Option<bool>("--coverage") { Description = "Names the routes, matches and conditions that no case depends on." };
        var under = new Option<double?>("--fail-under") { Description = "The least share of routes, matches and conditions in percent that cases must depend on." };
        var format = new Option<string>("--format") { Description = "text, json or junit.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "junit");
        command.Add(coverage);
        command.Add(under);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var read = Read(parsed.GetValue(cases)!, terminal);
            if (files.LoadValid(parsed, terminal) is not { } routing)
                return ExitCode.Found;
            using var runner = new CaseRunner(RouteTable.Compile(routing.Options));
            var results = read.Select(runner.Run).ToList();
            var asked = parsed.GetValue(coverage) || parsed.GetValue(under) is not null ? runner.Coverage : null;
            switch (parsed.GetValue(format))
            {
                case "json":
                    TestReport.WriteJson(results, asked, terminal.Out);
                    break;
                case "junit":
                    TestReport.WriteJunit(results, terminal.Out);
                    // Beside XML, words would spoil it.
                    WriteCoverage(asked, terminal.Error);
                    break;
                default:
                    TestReport.Write(results, terminal.Out);
                    WriteCoverage(asked, terminal.Out);
                    break;
            }

            return results.TrueForAll(r => r.Passed) && !(runner.Coverage.Percent < parsed.GetValue(under)) ? ExitCode.Ok : ExitCode.Found;
        });
        return command;
    }

    private static void WriteCoverage(RoutingCoverage? coverage, TextWriter output)
    {
        if (coverage is not null)
            TestReport.WriteCoverage(coverage, output);
    }

    private static IReadOnlyList<RoutingCase> Read(string file, Terminal terminal)
    {
        var input = InputFiles.Read([file], terminal) is [var single] ? single : throw new UsageException($"'{file}' is not one file of cases.");
        if (input.Problem is { } problem)
            throw new UsageException($"{problem.Location}: {problem.Message}");
        try
        {
            return CaseReader.Read(input.Name, input.Text);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}

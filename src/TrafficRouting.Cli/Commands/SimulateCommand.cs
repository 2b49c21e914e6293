using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic simulate</c>: the shares that routes come to, and who moves with a change.</summary>
internal static class SimulateCommand
{
    private const int MostRequests = 10_000_000;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("simulate", "Sends made-up requests to every route and counts what each backend and mirror gets; with a change, tells which callers get another backend.");
        var files = new FileOptions(command);
        var requests = new Option<int>("--requests", "-n") { Description = "How many requests each route gets.", DefaultValueFactory = _ => 100_000 };
        var keys = new Option<string?>("--keys") { Description = "A file with the keys of callers, one a line; every request is another caller's otherwise." };
        var change = new Option<string?>("--change") { Description = "The routing after a change: files, folders or globs, with commas between them." };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(requests);
        command.Add(keys);
        command.Add(change);
        command.Add(format);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(requests) is not (>= 1 and <= MostRequests and var count))
                throw new UsageException($"--requests lies between 1 and {Text.Grouped(MostRequests)}.");
            var callers = parsed.GetValue(keys) is { } file ? Read(file, terminal) : Callers.MadeUp(count);
            if (files.LoadValid(parsed, terminal) is not { } routing)
                return ExitCode.Found;
            var changed = parsed.GetValue(change) is { } after ? files.LoadValid(parsed, terminal, FileOptions.Split(after)) : null;
            if (changed is null && parsed.GetValue(change) is not null)
                return ExitCode.Found;
            var simulation = Simulation.Run(RouteTable.Compile(routing.Options), changed is null ? null : RouteTable.Compile(changed.Options), count, callers);
            if (parsed.GetValue(format) is "json")
                terminal.Out.WriteJson(SimulationReport.ToJson(simulation, callers, changed is not null));
            else
                SimulationReport.Write(simulation, callers, changed is not null, terminal.Out, Palette.Of(parsed, terminal));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Callers Read(string file, Terminal terminal)
    {
        var input = InputFiles.Read([file], terminal) is [var single] ? single : throw new UsageException($"'{file}' is not one file of keys.");
        if (input.Problem is { } problem)
            throw new UsageException($"{problem.Location}: {problem.Message}");
        var keys = input.Lines.Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        return keys.Count > 0 ? new(keys, AreGiven: true) : throw new UsageException($"'{file}' has no key: write one a line.");
    }
}

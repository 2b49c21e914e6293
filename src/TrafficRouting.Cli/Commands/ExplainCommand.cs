using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic explain</c>: where a request goes, why, and what is sent.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("explain", "Tells which route a request takes, why not those before it, and what would be sent.");
        var files = new FileOptions(command);
        var request = new RequestOptions(command);
        var key = new Option<string?>("--key") { Description = "The caller's key, for a sticky route." };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(key);
        command.Add(format);
        command.SetAction(parsed =>
        {
            var row = request.Read(parsed);
            if (files.LoadValid(parsed, terminal) is not { } routing)
                return ExitCode.Found;
            var explained = Explain(routing, row, parsed.GetValue(key));
            if (parsed.GetValue(format) is "json")
                terminal.Out.WriteJson(ExplainReport.ToJson(explained));
            else
                ExplainReport.Write(explained, terminal.Out);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Explained Explain(LoadedRouting routing, Testing.RouteExpectation row, string? key)
    {
        try
        {
            return Explained.Of(routing.Options, row, key);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message.Split(" (Parameter")[0]);
        }
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using TrafficRouting.Manifests;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary><c>traffic convert</c>: the same routing in another form.</summary>
internal static class ConvertCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("convert", "Writes the routing in another form, with the file and line that each entry comes from.");
        var files = new FileOptions(command);
        var to = new Option<string>("--to") { Description = "native, one section of appsettings.json.", Required = true };
        to.AcceptOnlyFromAmong("native");
        command.Add(to);
        command.SetAction(parsed =>
        {
            if (files.LoadValid(parsed, terminal) is not { } routing)
                return ExitCode.Found;
            if (routing.Findings.Length > 0)
                TextReport.Write(routing, terminal.Error, Palette.Plain);
            terminal.Out.Write(ToNative(routing));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string ToNative(LoadedRouting routing) =>
        new NativeSection(routing.Places.Of).Write(routing.Section, routing.Options, (JsonObject)RolloutsOptions.Shape.Write(routing.Rollouts));
}

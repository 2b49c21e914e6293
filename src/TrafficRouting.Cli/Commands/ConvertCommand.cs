using System.CommandLine;
using System.Text.Json.Nodes;
using TrafficRouting.Manifests;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary><c>traffic convert</c>: the same routing in another form.</summary>
internal static class ConvertCommand
{
    private const string HttpRoute = "httproute";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("convert", "Writes the routing in another form, with the file and line that each entry comes from. What cannot be said is told on the error output; then it ends with 1.");
        var files = new FileOptions(command);
        var to = new Option<string>("--to") { Description = "native, one section of appsettings.json, or httproute, documents of the Gateway API.", Required = true };
        to.AcceptOnlyFromAmong("native", HttpRoute);
        var parent = new Option<string?>("--parent") { Description = "For httproute: the Gateway of hosts that are no Services, as namespace/name or name." };
        command.Add(to);
        command.Add(parent);
        command.SetAction(parsed =>
        {
            if (files.LoadValid(parsed, terminal) is not { } routing)
                return ExitCode.Found;
            if (routing.Findings.Length > 0)
                TextReport.Write(routing, terminal.Error, Palette.Plain);
            var others = (JsonObject)RolloutsOptions.Shape.Write(routing.Rollouts);
            if (parsed.GetValue(to) is not HttpRoute)
            {
                terminal.Out.Write(new NativeSection(routing.Places.Of).Write(routing.Section, routing.Options, others));
                return ExitCode.Ok;
            }

            var target = new HttpRouteTarget(files.NamespaceOf(parsed) ?? "default", parsed.GetValue(parent), new TrafficManifestOptions().ClusterDomain);
            var (yaml, unsaid) = HttpRouteConversion.Write(routing.Options, target, routing.Places.Of, others);
            foreach (var finding in unsaid)
            {
                var location = finding.Location ?? routing.Places.Around(finding.Path);
                terminal.Error.WriteLine($"{(location is null ? "" : $"{location}: ")}not said: {routing.Section}:{finding.Path}: {finding.Message}");
            }

            terminal.Out.Write(yaml);
            return unsaid.Count > 0 ? ExitCode.Found : ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using TrafficRouting.Manifests;

namespace TrafficRouting.Cli;

/// <summary>How routing is read: the arguments that most commands share.</summary>
internal sealed class FileOptions
{
    private readonly Argument<string[]> _files = new("files") { Description = "Settings in their order (appsettings.json first), documents, folders, globs, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _section = new("--section") { Description = "The configuration section.", DefaultValueFactory = _ => "TrafficRouting" };
    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of the application, for documents." };
    private readonly Option<string[]> _gateway = new("--gateway") { Description = "A gateway whose part the application plays, for documents." };
    private readonly Option<string[]> _gatewayHost = new("--gateway-host") { Description = "A host that gateways are called by, for documents whose routes name none." };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="takesFiles">Whether the files are arguments of their own.</param>
    public FileOptions(Command command, bool takesFiles = true)
    {
        if (takesFiles)
            command.Add(_files);
        command.Add(_section);
        command.Add(_namespace);
        command.Add(_gateway);
        command.Add(_gatewayHost);
    }

    public string? NamespaceOf(ParseResult parsed) => parsed.GetValue(_namespace);

    /// <summary>Takes an argument that stands for several files apart.</summary>
    public static string[] Split(string files) => File.Exists(files) ? [files] : files.Split(',');

    public LoadedRouting Load(ParseResult parsed, Terminal terminal) => Load(parsed, terminal, parsed.GetValue(_files)!);

    public LoadedRouting Load(ParseResult parsed, Terminal terminal, IEnumerable<string> files)
    {
        var (name, gateways, hosts) = (parsed.GetValue(_namespace), parsed.GetValue(_gateway) ?? [], parsed.GetValue(_gatewayHost) ?? []);
        return new RoutingLoader(parsed.GetValue(_section)!, Configure).Load(InputFiles.Read(files, terminal));

        void Configure(TrafficManifestOptions options)
        {
            options.Namespace = name;
            foreach (var gateway in gateways)
                options.Gateways.Add(gateway);
            foreach (var host in hosts)
                options.GatewayHosts.Add(host);
        }
    }

    /// <summary>Loads routing that must be right, or tells on the error output why it is not.</summary>
    public LoadedRouting? LoadValid(ParseResult parsed, Terminal terminal) => Valid(Load(parsed, terminal), terminal);

    public LoadedRouting? LoadValid(ParseResult parsed, Terminal terminal, IEnumerable<string> files) => Valid(Load(parsed, terminal, files), terminal);

    private static LoadedRouting? Valid(LoadedRouting routing, Terminal terminal)
    {
        if (routing.Errors == 0)
            return routing;
        TextReport.Write(routing, terminal.Error, Palette.Plain);
        return null;
    }
}

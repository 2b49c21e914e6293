using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary><c>traffic schema</c>: the JSON schema of the section.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Prints the JSON schema of the configuration section, for editors.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(Resource.Read("ConfigurationSchema.json").TrimEnd());
            return ExitCode.Ok;
        });
        return command;
    }
}

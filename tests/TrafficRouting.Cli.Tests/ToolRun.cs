using System.Text;

namespace TrafficRouting.Cli.Tests;

/// <summary>One call of the tool within this process.</summary>
internal sealed record ToolRun(int Code, string Output, string Errors)
{
    public static ToolRun Of(params string[] arguments) => With(stdin: "", arguments);

    public static ToolRun With(string stdin, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = TrafficTool.Run(arguments, new(() => new MemoryStream(Encoding.UTF8.GetBytes(stdin)), output, errors));
        return new(code, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }
}

using Spectre.Console;

namespace TrafficRouting.Cli;

/// <summary>Writes tables without lines and without spaces at the end, so that they can be compared and cut.</summary>
internal static class Tables
{
    private const int Wide = 10_000;

    public static Table Create(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column)}[/]") { Padding = new(0, 0, 2, 0), NoWrap = true });
        return table;
    }

    public static void AddCells(this Table table, params IEnumerable<string> cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    public static void Write(this Table table, TextWriter output, Palette palette)
    {
        using var buffer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new()
        {
            Ansi = palette.IsColoured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = palette.IsColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(buffer),
        });
        console.Profile.Width = Wide;
        console.Write(table);
        foreach (var line in buffer.ToString().TrimEnd('\n').Split('\n'))
            output.WriteLine(line.TrimEnd());
    }
}

namespace TrafficRouting.Cli;

/// <summary>Findings for people: place, message, and the line with a caret under the text.</summary>
internal static class TextReport
{
    private const int MaxWidth = 160;

    public static void Write(LoadedRouting routing, TextWriter output, Palette palette)
    {
        foreach (var finding in routing.Findings)
        {
            var place = finding.Location is { } location ? $"{location}: " : "";
            var path = finding.Path.Length == 0 ? "" : $"{finding.Path}: ";
            output.WriteLine($"{place}{palette.Of(finding.Severity, Wording.Of(finding.Severity))}: {path}{finding.Message}");
            WriteLine(routing, finding, output, palette);
        }

        output.WriteLine(Wording.Summary(routing));
    }

    private static void WriteLine(LoadedRouting routing, Finding finding, TextWriter output, Palette palette)
    {
        if (finding.Location is not { Line: > 0 } location
            || routing.Files.FirstOrDefault(f => f.Name == location.File) is not { } file || location.Line > file.Lines.Length)
            return;
        var line = Clean(file.Lines[location.Line - 1]);
        var number = Text.Of(location.Line);
        var margin = new string(' ', number.Length);
        if (location.Column > MaxWidth || line.Length == 0)
            return;
        output.WriteLine($"  {number} | {(line.Length > MaxWidth ? line[..MaxWidth] + "…" : line)}");
        if (location.Column > 0)
            output.WriteLine($"  {margin} | {new string(' ', location.Column - 1)}{palette.Of(finding.Severity, new string('^', Length(line, location.Column - 1)))}");
    }

    // The key or the value that begins there.
    private static int Length(string line, int start)
    {
        if (start >= line.Length)
            return 1;
        var quote = line[start] is '"' or '\'' ? line[start] : '\0';
        var end = quote == '\0' ? line.AsSpan(start).IndexOfAny([':', ',', ' ', '}', ']']) : line.AsSpan(start + 1).IndexOf(quote) + 2;
        return Math.Clamp(end <= (quote == '\0' ? 0 : 1) ? line.Length - start : end, 1, MaxWidth);
    }

    private static string Clean(string line) =>
        string.Create(line.Length, line, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is '\t' ? ' ' : char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
}

using TrafficRouting.Manifests;

namespace TrafficRouting.Cli;

/// <summary>One input: its name as it was given, and its text, or why there is none.</summary>
internal sealed class InputText
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private InputText(string name, string text, string? problem)
    {
        Name = name;
        Text = text;
        Problem = problem is null ? null : new(FindingSeverity.Error, "", problem, new(name, 0, 0));
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>Gets why it cannot be read, or null.</summary>
    public Finding? Problem { get; }

    /// <summary>Gets the lines, without their ends.</summary>
    public string[] Lines => field ??= Text.ReplaceLineEndings("\n").Split('\n');

    public static InputText Read(string name, Func<Stream> open)
    {
        try
        {
            using var stream = open();
            return new(name, TextContent.Read(stream, MaxBytes), problem: null);
        }
        catch (InvalidDataException exception)
        {
            return new(name, "", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(name, "", $"Cannot be read: {exception.Message}");
        }
    }
}

namespace TrafficRouting.Cli;

/// <summary>The colours of a report, or none.</summary>
internal sealed class Palette
{
    private readonly bool _isColoured;

    private Palette(bool isColoured) => _isColoured = isColoured;

    public static Palette Plain { get; } = new(isColoured: false);

    /// <summary>Gives colours only where a person looks, who did not ask for none.</summary>
    public static Palette Of(Terminal terminal) =>
        ReferenceEquals(terminal.Out, Console.Out) && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? new(isColoured: true) : Plain;

    public string Of(FindingSeverity severity, string text) => _isColoured
        ? $"\e[{(severity switch { FindingSeverity.Error => "31", FindingSeverity.Warning => "33", _ => "36" })}m{text}\e[0m"
        : text;
}

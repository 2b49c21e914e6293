using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary>The colours of a report, or none.</summary>
internal sealed class Palette
{
    private const string Switch = "--no-color";

    private Palette(bool isColoured) => IsColoured = isColoured;

    public static Palette Plain { get; } = new(isColoured: false);

    public bool IsColoured { get; }

    /// <summary>Creates the option that all commands have.</summary>
    public static Option<bool> CreateSwitch() => new(Switch) { Description = "No colours; so does the variable NO_COLOR, and output that is no terminal.", Recursive = true };

    /// <summary>Gives colours only where a person looks, who did not ask for none.</summary>
    public static Palette Of(ParseResult parsed, Terminal terminal) =>
        terminal.IsWatched && !parsed.GetValue<bool>(Switch) && string.IsNullOrEmpty(terminal.Variable("NO_COLOR")) ? new(isColoured: true) : Plain;

    public string Of(FindingSeverity severity, string text) => IsColoured
        ? $"\e[{(severity switch { FindingSeverity.Error => "31", FindingSeverity.Warning => "33", _ => "36" })}m{text}\e[0m"
        : text;
}

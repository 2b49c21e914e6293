using System.CommandLine;

namespace TrafficRouting.Cli;

/// <summary>The options by which all commands of rollouts are told where those are.</summary>
internal sealed class DeskOptions
{
    private const string StoreVariable = "TRAFFIC_STORE";
    private const string TokenVariable = "TRAFFIC_TOKEN";

    private readonly Option<string?> _store = new("--store") { Description = $"redis://…, postgres://…, file:folder, or a traffic page, http://host/traffic. Also the variable {StoreVariable}." };
    private readonly Option<string?> _token = new("--token") { Description = $"A bearer token for a page. Better in the variable {TokenVariable}, which nobody else on the machine sees." };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header for a page, 'name: value'; may be repeated." };
    private readonly Option<string> _format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public DeskOptions(Command command)
    {
        _format.AcceptOnlyFromAmong("text", "json");
        foreach (var option in new Option[] { _store, _token, _headers, _format })
        {
            option.Recursive = true;
            command.Add(option);
        }
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_format) is "json";

    public Task<IRolloutDesk> OpenAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken, TimeSpan patience = default)
    {
        var store = parsed.GetValue(_store) ?? terminal.Variable(StoreVariable);
        if (string.IsNullOrWhiteSpace(store))
            throw new UsageException($"Say where the rollouts are, by --store or the variable {StoreVariable}. {DeskOpener.Forms}");
        var headers = (parsed.GetValue(_headers) ?? []).Select(Header).ToList();
        return DeskOpener.OpenAsync(new(store, parsed.GetValue(_token) ?? terminal.Variable(TokenVariable), headers, patience, terminal.Time), cancellationToken);
    }

    private static (string Name, string Value) Header(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : throw new UsageException($"{Text.Quote(text)} is not of the form -H 'name: value'.");
}

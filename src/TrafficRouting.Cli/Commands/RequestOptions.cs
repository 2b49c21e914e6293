using System.CommandLine;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>The arguments that describe a request, as curl has them.</summary>
internal sealed class RequestOptions
{
    private readonly Option<string> _url = new("--url") { Description = "The address that is called.", Required = true };
    private readonly Option<string> _method = new("--method", "-X") { Description = "The method.", DefaultValueFactory = _ => "GET" };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header, 'name: value'; may be repeated." };
    private readonly Option<string[]> _properties = new("--property") { Description = "A property of the request, 'name=value'; may be repeated." };
    private readonly Option<string[]> _baggage = new("--baggage") { Description = "An item of the request's baggage, 'name=value'; may be repeated." };

    public RequestOptions(Command command)
    {
        command.Add(_url);
        command.Add(_method);
        command.Add(_headers);
        command.Add(_properties);
        command.Add(_baggage);
    }

    /// <summary>Reads the request as a row, of which the expectation is empty.</summary>
    public RouteExpectation Read(ParseResult parsed)
    {
        var row = new RouteExpectation($"{parsed.GetValue(_method)} {parsed.GetValue(_url)}") { Route = null };
        foreach (var header in parsed.GetValue(_headers) ?? [])
            Add(row.Headers, header, ':', "-H 'name: value'");
        foreach (var property in parsed.GetValue(_properties) ?? [])
            Add(row.Properties, property, '=', "--property name=value");
        foreach (var item in parsed.GetValue(_baggage) ?? [])
            Add(row.Baggage, item, '=', "--baggage name=value");
        return row;
    }

    private static void Add(Dictionary<string, string> map, string text, char separator, string form)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        if (at <= 0)
            throw new UsageException($"'{text}' is not of the form {form}.");
        var (name, value) = (text[..at].Trim(), text[(at + 1)..].Trim());
        map[name] = map.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
    }
}

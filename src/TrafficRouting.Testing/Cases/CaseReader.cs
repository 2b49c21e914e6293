using TrafficRouting.Manifests;

namespace TrafficRouting.Testing;

/// <summary>Reads a file of cases, in YAML or JSON.</summary>
internal static class CaseReader
{
    /// <summary>Reads the cases.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with the file.</exception>
    public static IReadOnlyList<RoutingCase> Read(string file, string text)
    {
        var problems = new Problems();
        var roots = YamlReader.Read(file, text, problems);
        if (problems.Found.FirstOrDefault() is { } problem)
            throw new InvalidDataException($"{problem.Position}: {problem.Message}");
        if (roots is not [ListNode { Items.Count: > 0 } list])
            throw new InvalidDataException($"{file}:1:1: Write a list of cases, such as '- request: GET http://reviews/'.");
        return [.. list.Items.Select(ReadCase)];
    }

    private static RoutingCase ReadCase(Node item)
    {
        var node = new CaseNode(item, "name", "request", "headers", "properties", "baggage", "service", "route", "backend", "backends", "mirrors", "status", "sent");
        var request = node.Text("request") ?? throw node.Wrong("A case needs a 'request', such as GET http://reviews/reviews/1.");
        var service = node.Text("service");
        var row = new RouteExpectation(request)
        {
            Route = RouteOf(node, service),
            ChecksRoute = node.Has("route"),
            Headers = node.Texts("headers") ?? [],
            Properties = node.Texts("properties") ?? [],
            Baggage = node.Texts("baggage") ?? [],
            Backend = node.Text("backend"),
            Backends = node.Numbers("backends")?.ToDictionary(b => b.Key, b => (int)b.Value, StringComparer.OrdinalIgnoreCase),
            Mirrors = node.Numbers("mirrors"),
            Status = (int?)node.Number("status"),
        };
        try
        {
            RowRequest.Of(row).Dispose();
        }
        catch (ArgumentException exception)
        {
            throw node.Wrong(exception.Message.Split(" (Parameter")[0]);
        }

        return new(node.Text("name") ?? request, node.Location, row, service, node.Find("sent") is { } sent ? ReadSent(sent) : null);
    }

    private static string? RouteOf(CaseNode node, string? service) => node.Text("route") switch
    {
        null => null,
        var route when route.Contains('/', StringComparison.Ordinal) => route,
        var route when service is not null => $"{service}/{route}",
        _ => throw node.Wrong("Write the route as service/route, or name the service."),
    };

    private static SentExpectation ReadSent(Node item)
    {
        var node = new CaseNode(item, "path", "host", "headers");
        return new(node.Text("path"), node.Text("host"), node.Texts("headers") ?? []);
    }
}

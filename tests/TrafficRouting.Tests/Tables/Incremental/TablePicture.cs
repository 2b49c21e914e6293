using System.Globalization;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables.Incremental;

/// <summary>All that a table decides, as text; throws when its parts do not belong together.</summary>
internal static class TablePicture
{
    public static IEnumerable<string> Of(RouteTable table)
    {
        foreach (var (name, backend) in table.Backends.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            Assert.Same(table.Options.Backends[name], backend.Options);
            yield return $"backend {name}: {string.Join(", ", backend.Endpoints.Select(e => $"{e} {e.Address} {Text(e.Weight)}"))} by {backend.Choice}";
        }

        foreach (var service in table.Services)
        {
            Assert.Same(table.Options.Services[service.Name], service.Options);
            yield return $"service {service}";
            foreach (var route in service.Routes)
                yield return Of(table, service, route);
            foreach (var host in service.Options.Hosts)
            {
                var request = new TestRequest("GET", "http://x/v2/y") { RawHost = host.Replace("*", "any", StringComparison.Ordinal) };
                yield return $"{request.RawHost}: {table.Explain(request)}";
            }
        }
    }

    // What several decisions name must be the same object everywhere.
    private static string Of(RouteTable table, Service service, Route route)
    {
        Assert.Same(service, route.Service);
        Assert.All(route.Backends, b => Assert.Same(table.Backends[b.Backend.Name], b.Backend));
        Assert.All(route.Mirrors, m => Assert.Same(table.Backends[m.Backend.Name], m.Backend));
        var backends = string.Join(", ", route.Backends.Select(b => $"{b.Backend} {Text(b.Weight)}"));
        return $"route {route} of {route.Overlay} at {Text(route.Options.Order)}: {backends} by {route.Choice}, mirrors {string.Join(", ", route.Mirrors)}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;

namespace TrafficRouting;

internal static class BackendCompiler
{
    /// <summary>Compiles a backend.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">What it is.</param>
    /// <param name="destination">Whose address, endpoints or answer it has: its own options, or those it shares.</param>
    /// <param name="previous">The backend of this name in the table before.</param>
    public static Backend Compile(string name, BackendOptions options, BackendOptions destination, Backend? previous)
    {
        var endpoints = Endpoints(name, destination);
        return new(name)
        {
            Endpoints = endpoints,
            Choice = endpoints.Length < 2 ? null : Choice(name, destination, endpoints, previous),
            Port = destination.Port,
            Rewrite = AnswerCompiler.Rewrite(options.Rewrite),
            PreserveHost = options.PreserveHost,
            RequestHeaders = HeaderEdits.From(options.RequestHeaders),
            ResponseHeaders = HeaderEdits.From(options.ResponseHeaders),
            DirectResponse = AnswerCompiler.Response(destination.DirectResponse),
            Redirect = AnswerCompiler.Redirect(destination.Redirect),
        };
    }

    public static BackendOptions Destination(BackendOptions backend, TrafficRoutingOptions options) =>
        backend.AddressFrom is { } name ? options.Backends[name] : backend;

    private static ImmutableArray<Endpoint> Endpoints(string name, BackendOptions options)
    {
        if (options.Address is not null)
            return [Endpoint(name, options.Address, weight: 1)];

        return
        [
            .. options.Endpoints
                .OrderBy(e => e.Key, StringComparer.OrdinalIgnoreCase)
                .Select(e => Endpoint(e.Key, e.Value.Address!, e.Value.Weight)),
        ];
    }

    private static Endpoint Endpoint(string name, string address, int weight)
    {
        var uri = new Uri(address, UriKind.Absolute);
        return new(name, uri, weight, HasPort: !uri.IsDefaultPort || NamesPort(address));
    }

    // Uri drops a default port that was written out, but "http://a:80" does name its port.
    private static bool NamesPort(string address)
    {
        var authority = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = authority.IndexOf('/');
        if (end >= 0)
            authority = authority[..end];
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && colon > authority.LastIndexOf(']');
    }

    private static WeightedChoice Choice(string name, BackendOptions options, ImmutableArray<Endpoint> endpoints, Backend? previous) =>
        WeightedChoice.Create(
            [.. endpoints.Select(e => e.Name)],
            [.. endpoints.Select(e => e.Weight)],
            options.Selection,
            options.Sticky,
            options.Sticky is { } sticky ? sticky.Salt ?? $"backend/{name.ToLowerInvariant()}" : null,
            previous?.Choice);
}

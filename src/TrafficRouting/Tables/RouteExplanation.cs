using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TrafficRouting;

/// <summary>Why a request goes where it goes, for a person to read.</summary>
public sealed class RouteExplanation
{
    private readonly string _host;

    internal RouteExplanation(
        string host, Service? service, Route? route, Backend? backend, ImmutableArray<RouteRejection> rejections)
    {
        _host = host;
        Service = service;
        Route = route;
        Backend = backend;
        Rejections = rejections;
    }

    /// <summary>Gets the service that answers to the host, or null.</summary>
    public Service? Service { get; }

    /// <summary>Gets the route taken, or null.</summary>
    public Route? Route { get; }

    /// <summary>Gets the backend the request is bound to get, or null where that depends on chance or order.</summary>
    public Backend? Backend { get; }

    /// <summary>Gets the matches tried before, in order, each with the first condition that failed.</summary>
    public ImmutableArray<RouteRejection> Rejections { get; }

    /// <summary>Gets the port that was called where the service's routes are for others, or null.</summary>
    internal int? OtherPort { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Outcome());
        foreach (var rejection in Rejections)
            text.Append("\n  not ").Append(rejection);
        return text.ToString();
    }

    private string Outcome() => this switch
    {
        { Service: null, _host: "" } => "The request names no host. Give it an absolute URI: the BaseAddress of a client is not known here.",
        { Service: null } => $"'{_host}' is the host of no service: the request passes through untouched.",
        { OtherPort: { } port } => string.Create(CultureInfo.InvariantCulture, $"The routes of service '{Service!.Name}' are for the ports {string.Join(", ", Service.Options.Ports)}, not {port}: the request passes through untouched."),
        { Route: null, Service.Options.Unmatched: UnmatchedBehavior.NotFound } => $"No route of service '{Service.Name}' matches: answered with 404.",
        { Route: null } => $"No route of service '{Service.Name}' matches: the request passes through untouched.",
        { Route.Options.Redirect: { } redirect } => $"{Route}: redirected with {redirect.Status}.",
        { Route.Options.DirectResponse: { } response } => $"{Route}: answered here with {response.Status}.",
        { Backend: not null } => $"{Route} -> {Backend}{Split()}",
        _ => $"{Route}{Split()}",
    };

    private string Split()
    {
        var total = Route!.Backends.Sum(b => (long)b.Weight);
        var shares = Route.Backends.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Backend} {100d * b.Weight / total:0.####} %{Answer(b.Backend)}"));
        var overlay = Route.Overlay is null ? string.Empty : $", weights by '{Route.Overlay}'";
        return $" ({Route.Choice}: {string.Join(", ", shares)}{overlay})";
    }

    private static string Answer(Backend backend) => backend switch
    {
        { Destination.Redirect: { } redirect } => $" redirected with {redirect.Status}",
        { Destination.DirectResponse: { } response } => $" answered here with {response.Status}",
        { Health.IsEjected: true } => " ejected",
        _ => string.Empty,
    };
}

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>The compiled routing configuration. Immutable but for round-robin positions; safe for concurrent use.</summary>
public sealed class RouteTable
{
    internal RouteTable(TrafficRoutingOptions options, ServiceTable[] tables, Dictionary<string, Backend> backends, HostIndex<ServiceTable> hosts, TableContext context)
    {
        Options = options;
        Tables = tables;
        Hosts = hosts;
        Context = context;
        BackendsByName = backends;
        Backends = backends.AsReadOnly();
        Services = [.. tables.Select(table => table.Service)];
    }

    /// <summary>Gets the services that take part in routing, ordered by name.</summary>
    public ImmutableArray<Service> Services { get; }

    /// <summary>Gets the backends by name, case-insensitive.</summary>
    public IReadOnlyDictionary<string, Backend> Backends { get; }

    /// <summary>Gets the options it was compiled from. Do not change them.</summary>
    public TrafficRoutingOptions Options { get; }

    internal ServiceTable[] Tables { get; }

    internal HostIndex<ServiceTable> Hosts { get; }

    internal Dictionary<string, Backend> BackendsByName { get; }

    internal TableContext Context { get; }

    /// <summary>Gets what tells this table from all others, for who remembers something of it and must not keep it alive.</summary>
    internal object Mark { get; } = new();

    /// <summary>Validates and compiles options.</summary>
    /// <param name="options">The options; kept as long as the table, so do not change them afterwards.</param>
    /// <param name="previous">The table in force, whose round-robin positions live on where weights did not change. Entries that are the same objects in both are not compiled again.</param>
    /// <param name="overlays">What is laid over configured routes; none by default.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid, or cannot be put under the overlays.</exception>
    public static RouteTable Compile(
        TrafficRoutingOptions options, RouteTable? previous = null, IReadOnlyList<RouteOverlay>? overlays = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var policies = previous?.Context.Policies ?? SelectionPolicies.None;
        OptionsValidator.ThrowIfInvalid(options, new(TrafficRoutingOptions.DefaultPath, policies));
        OptionsValidator.ThrowIfClashing(options, overlays ?? [], TrafficRoutingOptions.DefaultPath, policies);
        // Options that come again as a whole were changed in place.
        return CompileValid(options, previous, overlays ?? [], reuse: !ReferenceEquals(options, previous?.Options));
    }

    /// <summary>Compiles valid options over the table in force, from which they inherit what tables share.</summary>
    internal static RouteTable CompileValid(TrafficRoutingOptions options, RouteTable? previous, IReadOnlyList<RouteOverlay> overlays, bool reuse = true) =>
        new TableCompiler(options, previous, reuse && previous is not null, previous?.Context ?? TableContext.Empty).Compile(overlays);

    /// <summary>Compiles the first table of a router from valid options.</summary>
    internal static RouteTable CompileFirst(TrafficRoutingOptions options, TableContext context) =>
        new TableCompiler(options, previous: null, reuse: false, context).Compile([]);

    /// <summary>Finds the route of a request without choosing a backend. Allocates nothing, advances nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    internal RouteMatch Match<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest =>
        Hosts.TryFind(request.Host, out var service) ? service.Match(in request) : default;

    /// <summary>Decides where a request goes. Allocates nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="random">Where draws are taken from.</param>
    /// <returns>The decision, or null for a request that passes through: of an unknown host, or matched by no route of a service that lets such pass.</returns>
    public RouteDecision? Decide<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest =>
        Match(in request).Decide(in request, random);

    /// <summary>Decides the route as usual, but sends to a backend of the caller's choice, whatever its weight there.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="backend">A backend of this table.</param>
    /// <returns>The decision, or null when no route matches.</returns>
    public RouteDecision? Decide<TRequest>(in TRequest request, Backend backend)
        where TRequest : struct, IRoutableRequest =>
        Match(in request).Decide(backend);

    /// <summary>Tells which route a request takes and why it does not take each one tried before it. Advances nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    public RouteExplanation Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        if (!Hosts.TryFind(request.Host, out var service))
            return new(request.Host.ToString(), service: null, route: null, backend: null, []);
        if (!service.Takes(request.Port))
            return new(request.Host.ToString(), service.Service, route: null, backend: null, []) { OtherPort = request.Port };

        var rejections = ImmutableArray.CreateBuilder<RouteRejection>();
        foreach (var rule in service.Rules)
        {
            if (rule.Matcher.Explain(in request) is { } reason)
            {
                rejections.Add(new(rule.Route, reason));
                continue;
            }

            var route = rule.Route;
            var tied = route.Choice?.Peek(in request) ?? -1;
            return new(request.Host.ToString(), service.Service, route, tied < 0 ? null : route.Backends[tied].Backend, rejections.ToImmutable());
        }

        return new(request.Host.ToString(), service.Service, route: null, backend: null, rejections.ToImmutable());
    }
}

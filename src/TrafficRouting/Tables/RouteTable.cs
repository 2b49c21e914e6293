using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>The compiled routing configuration. Immutable but for round-robin positions; safe for concurrent use.</summary>
public sealed class RouteTable
{
    private readonly HostIndex<ServiceTable> _hosts;
    private readonly FrozenDictionary<string, Backend> _backends;

    private RouteTable(ImmutableArray<ServiceTable> services, FrozenDictionary<string, Backend> backends, HostSource host, MirrorLimits mirroring)
    {
        Host = host;
        Mirroring = mirroring;
        _backends = backends;
        _hosts = HostIndex<ServiceTable>.Build(services.SelectMany(s => s.Service.Hosts.Select(HostName.Normalize).Distinct().Select(h => KeyValuePair.Create(h, s))));
        Services = [.. services.Select(s => s.Service)];
    }

    /// <summary>Gets the services that take part in routing, ordered by name.</summary>
    public ImmutableArray<Service> Services { get; }

    /// <summary>Gets the backends by name, case-insensitive.</summary>
    public IReadOnlyDictionary<string, Backend> Backends => _backends;

    /// <summary>Gets which host of a request decides its service; views of requests are made to give that one.</summary>
    public HostSource Host { get; }

    /// <summary>Gets the process-wide bounds of mirroring.</summary>
    public MirrorLimits Mirroring { get; }

    /// <summary>Compiles valid options.</summary>
    /// <param name="options">The options; read now, not kept.</param>
    /// <param name="previous">The table in force, whose round-robin positions live on where weights did not change.</param>
    /// <param name="overlays">What is laid over configured routes; none by default.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid, or cannot be put under the overlays.</exception>
    public static RouteTable Compile(
        TrafficRoutingOptions options, RouteTable? previous = null, IReadOnlyCollection<RouteOverlay>? overlays = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.ThrowIfInvalid(options);
        OptionsValidator.ThrowIfClashing(options, overlays ?? []);
        return CompileValid(options, previous, overlays ?? []);
    }

    internal static RouteTable CompileValid(
        TrafficRoutingOptions options, RouteTable? previous, IReadOnlyCollection<RouteOverlay> overlays)
    {
        var backends = options.Backends.ToFrozenDictionary(
            b => b.Key,
            b => BackendCompiler.Compile(b.Key, b.Value, BackendCompiler.Destination(b.Value, options), previous?._backends.GetValueOrDefault(b.Key)),
            StringComparer.OrdinalIgnoreCase);
        var applicable = overlays.Where(o => OverlayValidator.Applies(o, options)).ToList();
        var services = previous?.Services.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase) ?? [];

        return new(
            [
                .. options.Services
                    .Where(s => s.Value.Enabled)
                    .OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(s => ServiceCompiler.Compile(s.Key, s.Value, backends, applicable, services.GetValueOrDefault(s.Key))),
            ],
            backends,
            options.Host,
            new(options.Mirroring));
    }

    /// <summary>Finds the route of a request without choosing a backend. Allocates nothing, advances nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    public RouteMatch Match<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest =>
        _hosts.TryFind(request.Host, out var service) ? service.Match(in request) : default;

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
        if (!_hosts.TryFind(request.Host, out var service))
            return new(request.Host.ToString(), service: null, route: null, backend: null, []);

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

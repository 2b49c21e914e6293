using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.Http;

/// <summary>What all handlers share: the router, the clock, the observers, the cache of rewritten URIs. Safe for concurrent use.</summary>
internal sealed class RoutingPipeline
{
    private readonly IRoutingObserver[] _observers;
    private readonly TrafficRoutingMetrics _metrics;
    private readonly TrafficTap _tap;
    private readonly ILogger _logger;
    private readonly Func<TrafficMirror>? _makeMirror;
    private TrafficMirror? _mirror;
    private RewriteCache _rewrites;

    public RoutingPipeline(
        TrafficRouter router,
        TimeProvider time,
        IEnumerable<IRoutingObserver> observers,
        TrafficRoutingMetrics metrics,
        Func<TrafficMirror>? mirror = null,
        HttpMetricsEnrichment? enrichment = null,
        TrafficTap? tap = null,
        ILogger<TrafficRoutingHandler>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(router);
        Router = router;
        Time = time;
        _observers = [.. observers];
        _metrics = metrics;
        _tap = tap ?? new();
        _logger = logger ?? NullLogger<TrafficRoutingHandler>.Instance;
        _makeMirror = mirror;
        Enrichment = enrichment;
        _rewrites = new(router.Table);
        router.Failures.TryListen(metrics.Failures.Note);
        router.Health.TryListen(change => HealthTelemetry.Report(change, metrics, _logger));
    }

    public TrafficRouter Router { get; }

    public TimeProvider Time { get; }

    /// <summary>Gets what sends copies to mirrors, made for the first of them; null where nothing does.</summary>
    public TrafficMirror? Mirror => _mirror ??= _makeMirror?.Invoke();

    /// <summary>Gets what puts decisions on HttpClient's own metrics, or null when nobody asked for it.</summary>
    public HttpMetricsEnrichment? Enrichment { get; }

    /// <summary>Gets what takes note of observers and listeners that throw.</summary>
    public ListenerFailures Failures => _metrics.Failures;

    /// <summary>Gets a value indicating whether anyone wants to know of attempts; when not, nothing is measured.</summary>
    public bool IsWatched => _observers.Length > 0 || _metrics.IsEnabled || _tap.Recorder is not null;

    /// <summary>Gets the rewritten URIs of the table in force; those of an older one go with it.</summary>
    public RewriteCache Rewrites
    {
        get
        {
            var table = Router.Table;
            return _rewrites.Table == table ? _rewrites : _rewrites = new(table);
        }
    }

    /// <summary>Finds the service that a request calls, or takes note that it passes by.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The client that it comes from.</param>
    /// <param name="known">What the client called first under the table in force, which is mostly all that it calls.</param>
    public CalledService Find(HttpRequestMessage request, RoutedClient? client, ref CalledHost? known)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri)
            throw NoAbsoluteUri();

        var table = Router.Table;
        var text = uri.OriginalString;
        if (known is { } first && first.IsBy(table) && first.IsOf(text) && !HostLine.Exists(request))
        {
            if (first.ServiceIn(table) is { } called)
                return new(request, first.UriOf(text), hasHostLine: false, table, first.Source, called);
            PassBy(client, service: null, first.HostIn(text));
            return default;
        }

        return LookUp(request, text, table, client, ref known);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CalledService LookUp(HttpRequestMessage request, string text, RouteTable table, RoutedClient? client, ref CalledHost? known)
    {
        var host = client?.Host ?? table.Options.Host;
        var plain = PlainUri.OfHost(text);
        var hasHostLine = HostLine.Exists(request);
        if (hasHostLine || plain.Host.IsEmpty)
            return FindByView(new(request, host, plain, hasHostLine), table, host, client);
        var isCalled = table.Hosts.TryFind(plain.Host, out var service);
        if (known?.IsBy(table) != true && plain.HasTarget)
            known = new(plain, table, host, service);
        if (isCalled)
            return new(request, plain, hasHostLine, table, host, service);
        PassBy(client, service: null, plain.Host);
        return default;
    }

    /// <summary>Decides for one attempt of a request, or hands on the decision of its first.</summary>
    /// <param name="view">The request.</param>
    /// <param name="called">The service that it calls.</param>
    /// <param name="client">The client that it comes from.</param>
    /// <param name="isFirst">Whether this is the first attempt of its request.</param>
    /// <returns>The decision, or null for a request that passes by.</returns>
    public RouteDecision? Decide(in HttpRequestView view, in CalledService called, RoutedClient? client, out bool isFirst)
    {
        isFirst = false;
        var match = called.Service!.Match(in view);
        if (!match.IsRouted)
        {
            PassBy(client, match.Service, view.Host);
            return null;
        }

        // Most requests come without options, which then need not be searched.
        if (MessageOptions.MayExist(view.Request) && ((IDictionary<string, object?>)view.Request.Options).Count > 0)
            return DecideAgain(in view, match, called.Table, client, out isFirst);

        var decision = match.Decide(in view, Router.Random)!;
        view.Request.Options.Set(RequestKeys.Decision, decision);
        isFirst = !IsGrpcRetry(view.Request);
        if (_logger.IsEnabled(LogLevel.Debug))
            Log(decision, client, view.Request.Options, isBound: false);
        return decision;
    }

    // Apart, as is all else that few requests need: what its code puts on the stack is cleared for each of them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CalledService FindByView(HttpRequestView view, RouteTable table, HostSource host, RoutedClient? client)
    {
        if (table.Hosts.TryFind(view.Host, out var service))
            return new(view.Request, view.Plain, view.HasHostLine, table, host, service);
        PassBy(client, service: null, view.Host);
        return default;
    }

    private void PassBy(RoutedClient? client, Service? service, ReadOnlySpan<char> host)
    {
        client?.Unrouted.Note(client, service, host);
        _tap.Recorder?.Unrouted(client, service);
    }

    private static InvalidOperationException NoAbsoluteUri() => new(
        "Traffic routing needs an absolute request URI. Set HttpClient.BaseAddress, or give the request an absolute URI when it is sent through an HttpMessageInvoker.");

    /// <summary>Tells whether nothing but the URI of a request will be edited.</summary>
    public bool IsPlain(in HttpRequestView view, RouteDecision decision) =>
        decision.IsPlain && !view.HasHostLine && Enrichment is null && !RequestBaggage.IsAdded(view.Request);

    /// <summary>Tells whether anybody wants to know of an attempt, but for the health of its backend.</summary>
    public bool IsNoted(HttpRequestMessage request, RouteDecision decision) =>
        IsWatched || Spans.Source.HasListeners() || (decision.CountsHealth && GrpcCompletion.MayFollow(request));

    /// <summary>Chooses the endpoint of a decision's backend and makes the URI there.</summary>
    /// <exception cref="InvalidTargetException">The path would lead out of the base path or out of what the rewrite puts before it.</exception>
    public Uri Target(in HttpRequestView view, RouteDecision decision, IReadOnlyCollection<Endpoint>? failed, out Endpoint endpoint)
    {
        endpoint = EndpointChoice.Select(decision.Backend!, in view, Router.Random, failed);
        return Rewrites.Rewrite(view.Request.RequestUri!, view.Plain, decision, endpoint);
    }

    /// <summary>Gets a value indicating whether entries may come while the application runs, of which nothing is known yet.</summary>
    public bool IsLive { get; init; }

    /// <summary>Gets a value indicating whether some requests are sent, or may be, with a Host header other than their backend's authority.</summary>
    public bool SendsForeignHosts =>
        IsLive
        || Router.Table.Backends.Values.Any(b => b.Options.PreserveHost || b.Rewrite?.Host is not null)
        || Router.Table.Services.Any(s => s.Routes.Any(r => r.Rewrite?.Host is not null));

    /// <summary>Takes note of who calls, where somebody looks.</summary>
    public void Begin(RouteDecision decision, RoutedClient? client) => _tap.Recorder?.Decided(client, decision);

    public void Report(in RoutedAttempt attempt)
    {
        _metrics.Decided(attempt.Decision);
        _metrics.Completed(in attempt);
        if ((_observers.Length > 0 || _tap.Recorder is not null || attempt.Decision.Backend is { CountsHealth: true }) && !GrpcCompletion.TryFollow(this, in attempt))
            Tell(in attempt);
    }

    /// <summary>Tells the observers, and who looks, of an attempt, and counts it for the health of its backend.</summary>
    public void Tell(in RoutedAttempt attempt)
    {
        _tap.Recorder?.Completed(in attempt);
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnCompleted(in attempt);
            }
            catch (Exception exception)
            {
                Failures.Note(observer.GetType().Name, exception);
            }
        }

        // Afterwards: who judges a backend is to know of the very attempt that crosses the threshold.
        HealthNotes.Take(in attempt);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RouteDecision DecideAgain(in HttpRequestView view, RouteMatch match, RouteTable table, RoutedClient? client, out bool isFirst)
    {
        IDictionary<string, object?> options = view.Request.Options;
        var logical = Logical(options);
        var isDecided = options.TryGetValue(RequestKeys.Decision.Key, out var value);
        isFirst = logical is null ? !isDecided && !IsGrpcRetry(view.Request) : logical.Begin();
        // Of the attempt before.
        options.Remove(RequestKeys.Failovers.Key);
        // A decision taken back leaves its key, since the request has been sent all the same.
        var kept = isDecided ? value as RouteDecision : logical?.Decision;
        var bound = Forced(options, table, match) ?? (logical is { DecidesEveryAttempt: true } ? null : Kept(kept, table, match));
        var decision = bound ?? match.Decide(in view, Router.Random)!;
        if (decision != kept || !isDecided)
            options[RequestKeys.Decision.Key] = decision;
        if (logical is not null)
            logical.Decision = decision;
        if (_logger.IsEnabled(LogLevel.Debug))
            Log(decision, client, options, isBound: bound is not null);
        return decision;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Log(RouteDecision decision, RoutedClient? client, IDictionary<string, object?> options, bool isBound) =>
        DecisionLog.Routed(_logger, client?.Name, decision.Service.Name, decision.Route?.Name, decision.Backend?.Name, Reason(decision, options, isBound));

    private static LogicalRequest? Logical(IDictionary<string, object?> options) =>
        options.TryGetValue(RequestKeys.Logical.Key, out var value) ? value as LogicalRequest : null;

    // Grpc.Net.Client makes a message for each attempt, and says on it which one it is.
    private static bool IsGrpcRetry(HttpRequestMessage request) =>
        request.Version.Major > 1 && request.Headers.NonValidated.Contains("grpc-previous-rpc-attempts");

    private static string Reason(RouteDecision decision, IDictionary<string, object?> options, bool isBound) => decision switch
    {
        _ when isBound => options.ContainsKey(RequestKeys.Backend.Key) ? "set by the caller" : "kept from an earlier attempt",
        { Route: null } => "no route matched",
        { Backend: null } or { Backend.Endpoints.IsEmpty: true } => "answered here",
        { Route.Options.Sticky: not null } => "sticky",
        { Route.Backends.Length: 1 } => "the only one",
        _ => "by weight",
    };

    private static RouteDecision? Forced(IDictionary<string, object?> options, RouteTable table, RouteMatch match)
    {
        if (!options.TryGetValue(RequestKeys.Backend.Key, out var value) || value is not string name)
            return null;
        if (table.Backends.TryGetValue(name, out var backend))
            return match.Decide(backend);

        throw new InvalidOperationException(
            $"The request asks for backend '{name}', which does not exist. Known backends: {string.Join(", ", table.Backends.Keys.Order(StringComparer.OrdinalIgnoreCase))}.");
    }

    // A retry stays where its first attempt went: unless the route says otherwise, it now takes another route,
    // or a reload took the backend out of the route.
    private static RouteDecision? Kept(RouteDecision? kept, RouteTable table, RouteMatch match)
    {
        if (kept is not { Backend: { } before } || match.Route is not { Options.DecideOn: DecisionScope.InitialAttempt } route)
            return null;
        if (route == kept.Route)
            return match.Decide(before);
        if (!IsSame(route, kept.Route))
            return null;

        foreach (var (backend, weight) in route.Backends)
        {
            if (weight > 0 && backend.Name.Equals(before.Name, StringComparison.OrdinalIgnoreCase))
                return match.Decide(backend);
        }

        return null;
    }

    private static bool IsSame(Route route, Route? other) =>
        other is not null
        && route.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
        && route.Service.Name.Equals(other.Service.Name, StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>The attempts of one request on a route with failover: tells whether there is another after one, and where it goes.</summary>
internal sealed class FailoverRun
{
    private readonly RoutingPipeline _pipeline;
    private readonly Failover _failover;
    private readonly Route _route;
    private readonly Uri? _called;
    private readonly List<string> _failed = [];
    private readonly List<Endpoint> _failedEndpoints = [];
    private int _made;

    public FailoverRun(RoutingPipeline pipeline, Route route, Uri called)
    {
        _called = called;
        _pipeline = pipeline;
        _route = route;
        _failover = route.Failover!;
    }

    /// <summary>Begins where the first attempt has failed, whose edits are undone by now.</summary>
    /// <returns>Whether there is another attempt.</returns>
    public static bool TryBegin(
        RoutingPipeline pipeline,
        RoutedClient? client,
        HttpRequestMessage request,
        RouteDecision decision,
        Uri called,
        Endpoint? endpoint,
        HttpResponseMessage? response,
        Exception? failure,
        out FailoverRun run,
        out DecidedRequest next)
    {
        (run, next) = (null!, default);
        var route = decision.Route!;
        if (!FailureAnalysis.IsAmong(route.Failover!.Causes, request, response, failure))
            return false;
        run = new(pipeline, route, called);
        var view = new HttpRequestView(request, client?.Host ?? pipeline.Router.Table.Options.Host);
        return run.TryNext(new DecidedRequest(in view, decision, isFirst: true), endpoint, response, failure, out next);
    }

    /// <summary>Decides what follows an attempt, whose edits are undone by now.</summary>
    /// <param name="decided">What was attempted.</param>
    /// <param name="endpoint">Where it was sent, or null where nothing was.</param>
    /// <param name="response">The answer, or null.</param>
    /// <param name="failure">What it failed with, or null.</param>
    /// <param name="next">What to attempt next.</param>
    /// <returns>Whether there is another attempt.</returns>
    public bool TryNext(in DecidedRequest decided, Endpoint? endpoint, HttpResponseMessage? response, Exception? failure, out DecidedRequest next)
    {
        next = default;
        var request = decided.View.Request;
        // One that the client has followed to another place is not this route's any more.
        if (endpoint is null || _made >= _failover.Attempts || !ReferenceEquals(request.RequestUri, _called)
            || !FailureAnalysis.IsAmong(_failover.Causes, request, response, failure)
            || !_failover.Accepts(request.Method.Method) || !Resending.IsPossible(request, failure))
            return false;

        _failed.Add(decided.Decision.Backend!.Name);
        _failedEndpoints.Add(endpoint);
        if (Decide(in decided) is not { } decision || !_failover.Budget.TryTake())
            return false;

        _made++;
        RequestKeys.Take(request, decision, _made);
        Activity.Current?.AddEvent(new("traffic_routing.failover", tags: new() { ["traffic_routing.backend"] = decision.Backend!.Name }));
        next = new(in decided.View, decision, isFirst: false, _failedEndpoints);
        return true;
    }

    private RouteDecision? Decide(in DecidedRequest decided)
    {
        if (_failover.To == FailoverTarget.SameBackend)
            return decided.Decision;
        // Whoever asked for a backend by name wants no other.
        if (decided.View.Request.Options.TryGetValue(RequestKeys.Backend, out _))
            return null;

        var match = _pipeline.Router.Table.Match(in decided.View);
        return match.Route is { } route && route.Name == _route.Name
            && Failover.Other(route, _failed, _pipeline.Router.Health, _pipeline.Router.Random) is { } backend
            ? match.Decide(backend)
            : null;
    }
}

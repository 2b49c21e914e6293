using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>
/// Sends each request where the router decides. Thin and transient: whatever lasts longer than a handler lives in the router
/// and in the objects shared by all handlers. A request that is not routed passes through untouched.
/// </summary>
public sealed partial class TrafficRoutingHandler : DelegatingHandler
{
    private readonly RoutingPipeline _pipeline;
    private readonly RoutedClient? _client;
    private RedirectPolicy? _redirects;
    private CalledHost? _known;

    // A container fits its primary handlers itself.
    private bool _isFitted = true;

    /// <summary>Initializes a handler for use without a container; otherwise register it with <c>AddTrafficRouting</c>.</summary>
    /// <param name="router">The router, to be shared by all handlers.</param>
    /// <param name="timeProvider">The clock of timeouts and injected delays; the system's by default.</param>
    /// <param name="mirror">What sends copies to the mirrors of routes, to be shared by all handlers; without it nothing is mirrored.</param>
    /// <param name="observers">Those who are told of every routed attempt.</param>
    public TrafficRoutingHandler(
        TrafficRouter router, TimeProvider? timeProvider = null, TrafficMirror? mirror = null, params IEnumerable<IRoutingObserver> observers)
        : this(new RoutingPipeline(router, timeProvider ?? TimeProvider.System, observers, TrafficRoutingMetrics.Shared, mirror is null ? null : () => mirror), UnroutedRequests.Shared.Of(name: null, isByName: false)) => _isFitted = false;

    internal TrafficRoutingHandler(RoutingPipeline pipeline, RoutedClient? client = null)
    {
        _pipeline = pipeline;
        _client = client;
    }

    internal RoutingPipeline Pipeline => _pipeline;

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fit();
        var called = _pipeline.Find(request, _client, ref _known);
        if (called.Service is null)
            return base.Send(request, cancellationToken);
        var view = called.View();
        if (_pipeline.Decide(in view, in called, _client, out var isFirst) is not { } decision)
            return base.Send(request, cancellationToken);

        var decided = new DecidedRequest(in view, decision, isFirst);
        return decision.Failover is { } failover ? SendWithFailover(decided, failover, cancellationToken) : SendOnce(in decided, cancellationToken, out _);
    }

    private HttpResponseMessage SendOnce(in DecidedRequest decided, CancellationToken cancellationToken, out Endpoint? endpoint)
    {
        endpoint = null;
        var attempt = new Attempt(_pipeline, in decided, _client, cancellationToken);
        if (attempt.DrawDelay() is { } delay)
            WaitAsync(attempt, delay).GetAwaiter().GetResult();
        attempt.Enter();

        HttpResponseMessage response;
        try
        {
            if (attempt.AnswerHere() is { } answer)
                return answer;
            var token = attempt.Prepare(in decided, Redirects);
            endpoint = attempt.Endpoint;
            response = NoResponse.Unless(base.Send(attempt.Request, token));
        }
        catch (Exception exception)
        {
            if (attempt.Fail(exception) is not { } instead)
                throw;
            return instead;
        }

        attempt.Succeed(response);
        return response;
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fit();
        CalledService called;
        try
        {
            called = _pipeline.Find(request, _client, ref _known);
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }

        return called.Service is null ? base.SendAsync(request, cancellationToken) : SendCalledAsync(in called, cancellationToken);
    }

    // Each way is a method of its own, never part of another: what its code puts on the stack is cleared for every request that comes by.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<HttpResponseMessage> SendCalledAsync(in CalledService called, CancellationToken cancellationToken)
    {
        var view = called.View();
        RouteDecision? decision;
        bool isFirst;
        try
        {
            decision = _pipeline.Decide(in view, in called, _client, out isFirst);
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }

        if (decision is null)
            return base.SendAsync(view.Request, cancellationToken);
        return decision.Failover is not null
            ? SendWithFailoverAsync(in view, decision, isFirst, cancellationToken)
            : SendOnceAsync(in view, decision, isFirst, cancellationToken, out _);
    }

    private Task<HttpResponseMessage> SendOnceAsync(in HttpRequestView view, RouteDecision decision, bool isFirst, CancellationToken cancellationToken, out Endpoint? endpoint)
    {
        if (!_pipeline.IsPlain(in view, decision))
            return SendEditedAsync(in view, decision, isFirst, cancellationToken, out endpoint);
        return _pipeline.IsNoted(view.Request, decision)
            ? SendWatchedAsync(in view, decision, isFirst, cancellationToken, out endpoint)
            : SendPlainAsync(in view, decision, cancellationToken, out endpoint);
    }

    private Task<HttpResponseMessage> SendPlainAsync(in HttpRequestView view, RouteDecision decision, CancellationToken cancellationToken, out Endpoint? endpoint)
    {
        endpoint = null;
        var attempt = new PlainAttempt(view.Request);
        Task<HttpResponseMessage> sending;
        try
        {
            var target = _pipeline.Target(in view, decision, failed: null, out var chosen);
            endpoint = chosen;
            attempt = attempt.Begin(target);
            sending = base.SendAsync(view.Request, cancellationToken);
        }
        catch (Exception exception)
        {
            sending = Task.FromException<HttpResponseMessage>(exception);
        }

        return decision.CountsHealth ? EndAsync(new CountedAttempt(attempt, endpoint, cancellationToken), sending) : EndAsync(in attempt, sending);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<HttpResponseMessage> SendWatchedAsync(in HttpRequestView view, RouteDecision decision, bool isFirst, CancellationToken cancellationToken, out Endpoint? endpoint)
    {
        endpoint = null;
        var attempt = new WatchedAttempt(view.Request, AttemptWatch.Begin(_pipeline, decision, isFirst, isFailover: false, _client, cancellationToken));
        attempt.Enter();
        Task<HttpResponseMessage> sending;
        try
        {
            var target = _pipeline.Target(in view, decision, failed: null, out var chosen);
            endpoint = chosen;
            attempt.Begin(target, chosen);
            sending = base.SendAsync(view.Request, cancellationToken);
        }
        catch (Exception exception)
        {
            sending = Task.FromException<HttpResponseMessage>(exception);
        }

        attempt.Leave();
        return EndAsync(in attempt, sending);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<HttpResponseMessage> SendEditedAsync(in HttpRequestView view, RouteDecision decision, bool isFirst, CancellationToken cancellationToken, out Endpoint? endpoint)
    {
        endpoint = null;
        var decided = new DecidedRequest(in view, decision, isFirst);
        var attempt = new Attempt(_pipeline, in decided, _client, cancellationToken);
        if (attempt.DrawDelay() is { } delay)
            return DelayAsync(attempt, decided, delay);
        var sending = SendAsync(ref attempt, in decided);
        endpoint = attempt.Endpoint;
        return sending;
    }

    private async Task<HttpResponseMessage> DelayAsync(Attempt attempt, DecidedRequest decided, TimeSpan delay)
    {
        await WaitAsync(attempt, delay).ConfigureAwait(false);
        return await SendAsync(ref attempt, in decided).ConfigureAwait(false);
    }

    private async Task WaitAsync(Attempt attempt, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _pipeline.Time, attempt.CallerToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            attempt.FailDelayed(exception);
            throw;
        }
    }

    private Task<HttpResponseMessage> SendAsync(ref Attempt attempt, in DecidedRequest decided)
    {
        attempt.Enter();

        Task<HttpResponseMessage> sending;
        try
        {
            if (attempt.AnswerHere() is { } answer)
                return Task.FromResult(answer);
            sending = base.SendAsync(attempt.Request, attempt.Prepare(in decided, Redirects));
        }
        catch (Exception exception)
        {
            sending = Task.FromException<HttpResponseMessage>(exception);
        }

        attempt.Leave();
        return EndAsync(in attempt, sending);
    }

    // An answer that is there at once costs no state machine.
    private static Task<HttpResponseMessage> EndAsync<TAttempt>(in TAttempt attempt, Task<HttpResponseMessage> sending)
        where TAttempt : struct, IAttempt
    {
        if (!sending.IsCompletedSuccessfully || sending.Result is not { } response)
            return Completion<TAttempt>.Of(in attempt, sending);

        attempt.Succeed(response);
        return sending;
    }

    // Before the primary handler sends anything: afterwards it takes no propagator.
    private void Fit()
    {
        if (_isFitted)
            return;
        _isFitted = true;
        BaggagePropagator.Fit(InnerHandler);
    }

    private RedirectPolicy Redirects => _redirects ??= RedirectPolicy.Of(InnerHandler);
}

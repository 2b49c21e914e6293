namespace TrafficRouting.Http;

/// <summary>
/// Sends each request where the router decides. Thin and transient: whatever lasts longer than a handler lives in the router
/// and in the objects shared by all handlers. A request that is not routed passes through untouched.
/// </summary>
public sealed class TrafficRoutingHandler : DelegatingHandler
{
    private readonly RoutingPipeline _pipeline;
    private readonly RoutedClient? _client;
    private RedirectPolicy? _redirects;

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
        var decided = _pipeline.Decide(request, _client);
        if (!decided.IsRouted)
            return base.Send(request, cancellationToken);
        if (_pipeline.IsPlain(in decided))
            return SendPlain(request, in decided, cancellationToken);
        if (decided.Decision.Route is not { Failover: not null } route)
            return SendOnce(in decided, cancellationToken, out _);

        var run = new FailoverRun(_pipeline, route, request);
        while (true)
        {
            Endpoint? endpoint = null;
            DecidedRequest next;
            try
            {
                var response = SendOnce(in decided, cancellationToken, out endpoint);
                if (!run.TryNext(in decided, endpoint, response, failure: null, out next))
                    return response;
                response.Dispose();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && run.TryNext(in decided, endpoint, response: null, exception, out next))
            {
                // Told by the attempt itself.
            }

            decided = next;
        }
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
            response = base.Send(attempt.Request, token);
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
        DecidedRequest decided;
        try
        {
            decided = _pipeline.Decide(request, _client);
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }

        if (!decided.IsRouted)
            return base.SendAsync(request, cancellationToken);
        if (_pipeline.IsPlain(in decided))
            return SendPlainAsync(request, in decided, cancellationToken);
        if (decided.Decision.Route is { Failover: not null } route)
            return SendWithFailoverAsync(decided, new(_pipeline, route, request), cancellationToken);

        var attempt = new Attempt(_pipeline, in decided, _client, cancellationToken);
        return attempt.DrawDelay() is { } delay ? DelayAsync(attempt, decided, delay) : SendAsync(ref attempt, in decided);
    }

    private HttpResponseMessage SendPlain(HttpRequestMessage request, in DecidedRequest decided, CancellationToken cancellationToken)
    {
        var attempt = PlainAttempt.Begin(_pipeline, in decided);
        HttpResponseMessage response;
        try
        {
            response = base.Send(request, cancellationToken);
        }
        catch
        {
            attempt.Undo(keepFollowedRedirect: false);
            throw;
        }

        attempt.Undo(keepFollowedRedirect: true);
        return response;
    }

    private Task<HttpResponseMessage> SendPlainAsync(HttpRequestMessage request, in DecidedRequest decided, CancellationToken cancellationToken)
    {
        PlainAttempt attempt = default;
        Task<HttpResponseMessage> sending;
        try
        {
            attempt = PlainAttempt.Begin(_pipeline, in decided);
            sending = base.SendAsync(request, cancellationToken);
        }
        catch (Exception exception)
        {
            sending = Task.FromException<HttpResponseMessage>(exception);
        }

        if (!sending.IsCompletedSuccessfully)
            return CompleteAsync(attempt, sending);

        attempt.Undo(keepFollowedRedirect: true);
        return sending;
    }

    private static async Task<HttpResponseMessage> CompleteAsync(PlainAttempt attempt, Task<HttpResponseMessage> sending)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
        }
        catch
        {
            attempt.Undo(keepFollowedRedirect: false);
            throw;
        }

        attempt.Undo(keepFollowedRedirect: true);
        return response;
    }

    // A route with failover injects no faults, so there is no delay to draw.
    private async Task<HttpResponseMessage> SendWithFailoverAsync(DecidedRequest decided, FailoverRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var attempt = new Attempt(_pipeline, in decided, _client, cancellationToken);
            DecidedRequest next;
            try
            {
                var response = await SendAsync(ref attempt, in decided).ConfigureAwait(false);
                if (!run.TryNext(in decided, attempt.Endpoint, response, failure: null, out next))
                    return response;
                response.Dispose();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && run.TryNext(in decided, attempt.Endpoint, response: null, exception, out next))
            {
                // Told by the attempt itself.
            }

            decided = next;
        }
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

    // An answer that is there at once costs no state machine.
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
        if (!sending.IsCompletedSuccessfully)
            return CompleteAsync(attempt, sending);

        attempt.Succeed(sending.Result);
        return sending;
    }

    private static async Task<HttpResponseMessage> CompleteAsync(Attempt attempt, Task<HttpResponseMessage> sending)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
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

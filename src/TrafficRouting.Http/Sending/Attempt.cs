namespace TrafficRouting.Http;

/// <summary>
/// One attempt at sending a routed request: prepares the request, and afterwards gives it back as it came.
/// A struct, so that an attempt answered at once costs nothing; copy it only before or after, not during, a step.
/// </summary>
internal struct Attempt : IAttempt
{
    private readonly RoutingPipeline _pipeline;
    private readonly RouteDecision _decision;
    private readonly bool _isFirst;
    private AttemptWatch _watch;
    private bool _isSent;
    private RequestEdits _edits;
    private AttemptTimeout? _timeout;
    private PendingCopies _copies;

    public Attempt(RoutingPipeline pipeline, in DecidedRequest decided, RoutedClient? client, CancellationToken caller)
    {
        _pipeline = pipeline;
        _decision = decided.Decision;
        _isFirst = decided.IsFirst;
        _edits = new(in decided.View);
        Request = decided.View.Request;
        CallerToken = caller;
        _watch = AttemptWatch.Begin(pipeline, decided.Decision, decided.IsFirst, decided.Failed is not null, client, caller);
    }

    public HttpRequestMessage Request { get; }

    public CancellationToken CallerToken { get; }

    /// <summary>Gets the endpoint that it is sent to, once it is prepared.</summary>
    public Endpoint? Endpoint { get; private set; }

    /// <summary>Draws whether the attempt is delayed on purpose.</summary>
    public readonly TimeSpan? DrawDelay() =>
        _decision.Route is { } route && route.DelayShare.Includes(_pipeline.Router.Random) ? route.Options.Fault!.Delay!.Duration : null;

    /// <summary>Starts the attempt's span, if anyone listens, under which it is sent until <see cref="Leave"/>.</summary>
    public void Enter() => _watch.Enter();

    /// <summary>Gives the caller its own span back; the attempt's goes on.</summary>
    public readonly void Leave() => _watch.Leave();

    /// <summary>Takes note that the attempt ended while it was delayed on purpose.</summary>
    public readonly void FailDelayed(Exception failure)
    {
        LeaveMirrorsDue();
        Report(response: null, failure);
    }

    /// <summary>Answers without sending, or returns null.</summary>
    public readonly HttpResponseMessage? AnswerHere()
    {
        var answer = LocalAnswers.For(Request, _decision, _pipeline.Router);
        if (answer is null)
            return null;

        LeaveMirrorsDue();
        Report(answer, exception: null);
        return answer;
    }

    /// <summary>Edits the request for its backend and starts the clock of its timeout.</summary>
    /// <param name="decided">What the attempt was made of.</param>
    /// <param name="redirects">Whether the client follows redirects.</param>
    /// <returns>The token to send with.</returns>
    public CancellationToken Prepare(in DecidedRequest decided, RedirectPolicy redirects)
    {
        var route = _decision.Route!;
        var backend = _decision.Backend!;

        // Whatever stands in the way of sending is found before anything is edited or copied.
        if (_decision.PreserveHost || _decision.Rewrite?.Host is not null)
            redirects.ThrowIfHostWouldTravel(backend.Name);
        var target = _pipeline.Target(in decided.View, _decision, decided.Failed, out var endpoint);
        Endpoint = endpoint;

        _edits.Begin();
        _edits.Headers(Request, route.RequestHeaders);
        if (_pipeline.Mirror is { } mirror && !_decision.Mirrors.IsEmpty && MayMirror())
            _copies = mirror.Capture(Request, _decision, _edits.CallerHost, _pipeline.Router.Table, _pipeline.Router.Random);
        _edits.Headers(Request, backend.RequestHeaders);
        _edits.Baggage(Request, _decision.Baggage);
        _edits.Address(Request, target);
        _edits.Version(Request, backend);
        _edits.Host(Request, _decision);

        _pipeline.Enrichment?.Attach(Request);
        _timeout = AttemptTimeout.Start(route.Options.Timeout, _pipeline.Time, CallerToken);
        _isSent = true;
        return _timeout?.Token ?? CallerToken;
    }

    /// <summary>Gives the request back and edits the response.</summary>
    public readonly void Succeed(HttpResponseMessage response)
    {
        _timeout?.Dispose();
        _edits.Undo(Request, keepFollowedRedirect: true);

        // Afterwards, because the content may have been mirroring's own, with edits of its headers.
        _copies.EndPrimary(Request, response);
        Report(response, exception: null);
        HeaderEditor.Apply(_decision.Backend!.ResponseHeaders, response);
        HeaderEditor.Apply(_decision.Route!.ResponseHeaders, response);
    }

    /// <summary>Gives the request back.</summary>
    /// <returns>The answer given in place of a timeout, or null to throw the failure on.</returns>
    /// <exception cref="TaskCanceledException">The route's timeout has passed, and surfaces as HttpClient's own would.</exception>
    public readonly HttpResponseMessage? Fail(Exception failure)
    {
        var timeout = _timeout?.Explain(failure);
        _timeout?.Dispose();
        _edits.Undo(Request, keepFollowedRedirect: false);
        _copies.EndPrimary(Request, response: null);
        if (timeout is not null && _decision.Route!.Options.TimeoutStatus is { } status)
        {
            var answer = new TimeoutAnswer(Request, status);
            Report(answer, exception: null, isTimeoutAnswer: true);
            return answer;
        }

        Report(response: null, timeout ?? failure);
        return timeout is null ? null : throw timeout;
    }

    // Nothing was sent that could have been copied, so that a retry is.
    private readonly void LeaveMirrorsDue()
    {
        if (_isFirst && _decision.Route is { Mirrors.IsEmpty: false })
            Request.Options.Set(RequestKeys.MirrorsDue, RequestKeys.MirrorsDue.Key);
    }

    // Once for all attempts of one request, by the first that is sent.
    private readonly bool MayMirror() => Request.Options.TryGetValue(RequestKeys.Logical, out var logical)
        ? logical.TakeMirrors()
        : _isFirst || ((IDictionary<string, object?>)Request.Options).Remove(RequestKeys.MirrorsDue.Key);

    private readonly void Report(HttpResponseMessage? response, Exception? exception, bool isTimeoutAnswer = false) =>
        _watch.End(Request, Endpoint, _isSent, response, exception, isTimeoutAnswer);
}

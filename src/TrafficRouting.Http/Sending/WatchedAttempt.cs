namespace TrafficRouting.Http;

/// <summary>An attempt of which nothing but the URI is edited, and of which somebody wants to know.</summary>
/// <param name="request">The request.</param>
/// <param name="watch">Tells of it.</param>
internal struct WatchedAttempt(HttpRequestMessage request, AttemptWatch watch) : IAttempt
{
    private AttemptWatch _watch = watch;
    private PlainAttempt _plain = new(request);
    private Endpoint? _endpoint;

    /// <summary>Starts the attempt's span, if anyone listens, under which it is sent until <see cref="Leave"/>.</summary>
    public void Enter() => _watch.Enter();

    /// <summary>Gives the caller its own span back; the attempt's goes on.</summary>
    public readonly void Leave() => _watch.Leave();

    /// <summary>Edits the request for its backend.</summary>
    public void Begin(Uri target, Endpoint endpoint)
    {
        _endpoint = endpoint;
        _plain = _plain.Begin(target);
    }

    /// <inheritdoc/>
    public readonly void Succeed(HttpResponseMessage response)
    {
        _plain.Succeed(response);
        _watch.End(_plain.Request, _endpoint, isSent: true, response, exception: null);
    }

    /// <inheritdoc/>
    public readonly HttpResponseMessage? Fail(Exception failure)
    {
        _plain.Fail(failure);
        _watch.End(_plain.Request, _endpoint, _plain.IsBegun, response: null, failure);
        return null;
    }
}

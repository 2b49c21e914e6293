namespace TrafficRouting.Http;

/// <summary>One attempt at sending a routed request, up to its response headers; where the answer is gRPC's, up to its status.</summary>
public readonly struct RoutedAttempt
{
    /// <summary>Gets the decision it followed.</summary>
    public required RouteDecision Decision { get; init; }

    /// <summary>Gets the endpoint that it was sent to, or null where nothing was sent.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>Gets the request, as the caller gave it: what was edited for the backend is undone by now. Valid during the call.</summary>
    public required HttpRequestMessage Request { get; init; }

    /// <summary>Gets the response, also one made here, or null when there is none. Its headers are as the backend sent them. Valid during the call.</summary>
    public HttpResponseMessage? Response { get; init; }

    /// <summary>Gets the status of the response, or null when there is none.</summary>
    public int? StatusCode => (int?)Response?.StatusCode;

    /// <summary>
    /// Gets the status of gRPC, 0 for OK, of an answer of the type <c>application/grpc</c> over HTTP/2 or later: from its headers, or from the
    /// trailers after its body. Null for other answers, and where the body ended before there was a status.
    /// </summary>
    public int? GrpcStatus { get; init; }

    /// <summary>Gets what it failed with, or null; also what the body of a gRPC answer failed with.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Gets the time until the response headers arrived or the attempt failed.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets a value indicating whether this is the first attempt of its request; retries outside the handler are not, nor are failovers.</summary>
    public bool IsFirstAttempt { get; init; }

    /// <summary>Gets a value indicating whether the attempt was made because one before it failed (<see cref="RouteOptions.Failover"/>).</summary>
    public bool IsFailover { get; init; }

    /// <summary>Gets a value indicating whether the attempt was handed on to be sent; not so one that was answered here, or that failed before and so says nothing of the backend.</summary>
    public bool IsSent { get; init; }

    /// <summary>Gets a value indicating whether the route's timeout passed and a status was given in place of an answer.</summary>
    internal bool IsTimeoutAnswer { get; init; }

    /// <summary>Gets a value indicating whether the caller gave up, by its token or the timeout of its HttpClient, which look the same from here; or left the body of a gRPC answer before its end.</summary>
    public bool IsCallerCancellation { get; init; }
}

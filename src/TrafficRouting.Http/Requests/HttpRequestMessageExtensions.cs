namespace TrafficRouting.Http;

/// <summary>Reads and steers the routing of one request.</summary>
public static class HttpRequestMessageExtensions
{
    /// <summary>Gets the decision that was made for a request, also through <see cref="HttpResponseMessage.RequestMessage"/>; of a mirror's copy, that of the request it copies.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The decision, or null when the request has not been routed.</returns>
    public static RouteDecision? GetRouteDecision(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is MirrorRequestMessage copy)
            return copy.Decision;
        return request.Options.TryGetValue(RequestKeys.Decision, out var decision) ? decision : null;
    }

    /// <summary>
    /// Gives a request an item of baggage to leave with, over what the activity and scopes carry (<see cref="TrafficContext"/>). Conditions
    /// see it, and a request that is routed carries it on; a request that is not leaves without.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name, of letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>; case-sensitive.</param>
    /// <param name="value">The value, not escaped, or null to take it back.</param>
    /// <exception cref="ArgumentException">The name is none that baggage can have.</exception>
    public static void SetBaggage(this HttpRequestMessage request, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(request);
        BaggageText.ThrowIfNoName(name);
        RequestBaggage.Give(request, name, value);
    }

    /// <summary>Gets how often a request was sent again because attempts before failed (<see cref="RouteOptions.Failover"/>), also through <see cref="HttpResponseMessage.RequestMessage"/>.</summary>
    /// <param name="request">The request.</param>
    /// <returns>0 where the first attempt answered, 1 where the one after it did, and so on.</returns>
    public static int GetFailoverCount(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.TryGetValue(RequestKeys.Failovers, out var count) ? count : 0;
    }

    /// <summary>Gets the mirror that a request is a copy for; for handlers of the client that mirrors are sent through.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The mirror, or null for a request that is no copy.</returns>
    public static Mirror? GetMirror(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request as MirrorRequestMessage)?.Mirror;
    }

    /// <summary>
    /// Sends a request to a backend of the caller's choice, whatever its weight and even when the route does not name it.
    /// The route is matched as usual and its edits are made; a request that no route matches passes through all the same.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="backend">The backend's name, case-insensitive, or null to leave the choice to the route again. An unknown name makes sending throw <see cref="InvalidOperationException"/>.</param>
    public static void SetBackend(this HttpRequestMessage request, string? backend)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (backend is null)
        {
            IDictionary<string, object?> options = request.Options;
            // The decision kept since is the caller's own choice, not the route's.
            if (options.Remove(RequestKeys.Backend.Key) && options.ContainsKey(RequestKeys.Decision.Key))
                options[RequestKeys.Decision.Key] = null;
            return;
        }

        ArgumentException.ThrowIfNullOrEmpty(backend);
        request.Options.Set(RequestKeys.Backend, backend);
    }
}

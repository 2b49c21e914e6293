using TrafficRouting.Http.Sending;
using TrafficRouting.Tables;

namespace TrafficRouting.Http;

/// <summary>Reads and steers the routing of one request.</summary>
public static class HttpRequestMessageExtensions
{
    /// <summary>Gets the decision that was made for a request, also through <see cref="HttpResponseMessage.RequestMessage"/>.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The decision, or null when the request has not been routed.</returns>
    public static RouteDecision? GetRouteDecision(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.TryGetValue(RequestKeys.Decision, out var decision) ? decision : null;
    }

    /// <summary>
    /// Sends a request to a backend of the caller's choice, whatever its weight and even when the route does not name it.
    /// The route is matched as usual and its edits are made; a request that no route matches passes through all the same.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="backend">The backend's name, case-insensitive. An unknown name makes sending throw <see cref="InvalidOperationException"/>.</param>
    public static void SetBackend(this HttpRequestMessage request, string backend)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(backend);
        request.Options.Set(RequestKeys.Backend, backend);
    }
}

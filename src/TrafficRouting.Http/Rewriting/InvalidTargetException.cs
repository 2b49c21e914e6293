namespace TrafficRouting.Http;

/// <summary>A request that was not sent, because its path would have left what the backend, the rewrite or the redirect confines it to. Says nothing of the backend.</summary>
/// <param name="route">The route.</param>
/// <param name="backend">Where it would have been sent; null where a redirect would have led there.</param>
internal sealed class InvalidTargetException(Route? route, Backend? backend)
    : HttpRequestException(backend is null
        ? $"The request was not redirected: the redirect of route '{route}' makes its path one with a '..' segment, which would lead out of the path that the redirect puts before it."
        : $"The request was not sent: for backend '{backend.Name}', route '{route}' makes its path one with a '..' segment, which would lead out of the path that the backend's address or the rewrite puts before it.");

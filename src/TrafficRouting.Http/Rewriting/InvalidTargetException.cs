namespace TrafficRouting.Http;

/// <summary>A request that was not sent, because its path would have left what the backend or the rewrite confines it to. Says nothing of the backend.</summary>
internal sealed class InvalidTargetException(Route? route, Backend backend)
    : HttpRequestException(
        $"The request was not sent: for backend '{backend.Name}', route '{route}' makes its path one with a '..' segment, which would lead out of the path that the backend's address or the rewrite puts before it.");

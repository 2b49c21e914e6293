namespace TrafficRouting.Http;

/// <summary>
/// Is told of every attempt that was routed. Register any number with <c>AddObserver</c>; implementations are shared by all clients and threads.
/// </summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/http.md#observing">Http in the documentation</seealso>
public interface IRoutingObserver
{
    /// <summary>
    /// Called once per attempt, when its response headers have arrived or it has failed, before the caller has either; of an answer of gRPC when
    /// the caller has read its body to the end or has left it, for its status comes after the body. Must be quick, and must
    /// neither change nor dispose the request and the response, nor read their contents. What it throws is logged once for each type
    /// and counted; the request goes on.
    /// </summary>
    /// <param name="attempt">What happened.</param>
    void OnCompleted(in RoutedAttempt attempt);
}

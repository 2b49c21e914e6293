namespace TrafficRouting.Http;

/// <summary>Is told of every attempt that was routed. Register any number in the container; implementations are shared by all clients and threads.</summary>
public interface IRoutingObserver
{
    /// <summary>Called once per attempt, when its response headers have arrived or it has failed. Must be quick. What it throws is logged once for each type and counted; the request goes on.</summary>
    /// <param name="exchange">What happened.</param>
    void OnCompleted(in RoutedAttempt exchange);
}

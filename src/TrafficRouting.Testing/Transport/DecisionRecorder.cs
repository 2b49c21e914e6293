using TrafficRouting.Http;

namespace TrafficRouting.Testing.Transport;

internal sealed class DecisionRecorder(FakeTrafficRouting fake) : IRoutingObserver
{
    public void OnCompleted(in RoutedExchange exchange) =>
        fake.Decisions.Add(new(exchange.Decision, exchange.IsFirstAttempt, exchange.StatusCode, exchange.Exception));
}

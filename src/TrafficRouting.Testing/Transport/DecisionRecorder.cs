using TrafficRouting.Http;

namespace TrafficRouting.Testing;

internal sealed class DecisionRecorder(FakeTrafficRouting fake) : IRoutingObserver
{
    public void OnCompleted(in RoutedAttempt exchange) =>
        fake.Decisions.Add(new(exchange.Decision, exchange.IsFirstAttempt, exchange.StatusCode, exchange.Exception));
}

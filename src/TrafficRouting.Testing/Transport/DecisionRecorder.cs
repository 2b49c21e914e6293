using TrafficRouting.Http;

namespace TrafficRouting.Testing;

internal sealed class DecisionRecorder(FakeTrafficRouting fake) : IRoutingObserver
{
    public void OnCompleted(in RoutedAttempt attempt) =>
        fake.Decisions.Add(new(attempt.Decision, attempt.IsFirstAttempt, attempt.StatusCode, attempt.Exception));
}

namespace TrafficRouting.Testing;

/// <summary>
/// Lets the waits of a container's disposal move the clock: a resilience pipeline waits there for the calls that a test left under way.
/// Resolved after each handler, so that it is disposed before what the handler uses.
/// </summary>
internal sealed class DisposalWatch(FakeTrafficRouting fake) : IDisposable
{
    // The flow that disposes the container goes on with it, so nothing ends this call.
    public void Dispose() => fake.Clock.BeginCall(isBlocking: true);
}

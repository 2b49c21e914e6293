namespace TrafficRouting.Testing;

/// <summary>A script for some of a backend's requests.</summary>
internal sealed class ScriptRule(Func<FakeRequest, bool> takes) : FakeScript
{
    public bool Takes(FakeRequest request) => takes(request);
}

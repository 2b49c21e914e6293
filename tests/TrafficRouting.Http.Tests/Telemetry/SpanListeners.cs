namespace TrafficRouting.Http.Tests.Telemetry;

/// <summary>A collection for tests that must not run beside one another: who listens to spans hears those of the whole process, and makes all attempts allocate them.</summary>
internal static class SpanListeners
{
    public const string Alone = "Listeners to spans, and those who must not be heard by them";
}

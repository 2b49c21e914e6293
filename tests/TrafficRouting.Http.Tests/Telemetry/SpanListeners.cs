namespace TrafficRouting.Http.Tests.Telemetry;

/// <summary>
/// Tests that listen to spans, beside which no other runs: the listener hears the whole process, whose attempts then allocate
/// spans and whose requests carry a traceparent.
/// </summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public static class SpanListeners
{
    public const string Alone = "Listeners to spans";
}

namespace TrafficRouting.Testing;

/// <summary>One step of a script: how long to wait, and what to answer.</summary>
internal readonly record struct ScriptedAnswer(
    TimeSpan Delay, Func<FakeRequest, CancellationToken, Task<HttpResponseMessage>> Respond);

namespace TrafficRouting.AspNetCore;

/// <summary>A request to explain.</summary>
/// <param name="Url">The absolute URL.</param>
/// <param name="Method">The method; GET by default.</param>
/// <param name="Headers">The headers, each as a line: <c>end-user: jason</c>; baggage too: <c>baggage: sandbox=alice</c>.</param>
internal sealed record ExplainRequest(string? Url, string? Method = null, IReadOnlyList<string>? Headers = null);

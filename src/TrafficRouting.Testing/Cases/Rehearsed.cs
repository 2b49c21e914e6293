namespace TrafficRouting.Testing;

/// <summary>What became of a rehearsed request: sent, answered without, or refused.</summary>
/// <param name="Sent">The request as it was sent, or null.</param>
/// <param name="Status">The status of the answer, or null where there was none.</param>
/// <param name="Location">Where the answer redirects to, or null.</param>
/// <param name="Refusal">Why it was not sent, or null.</param>
internal sealed record Rehearsed(FakeRequest? Sent, int? Status, string? Location, string? Refusal = null);

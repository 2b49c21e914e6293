namespace TrafficRouting.Testing;

/// <summary>What became of a rehearsed request: sent, or answered without.</summary>
/// <param name="Sent">The request as it was sent, or null.</param>
/// <param name="Status">The status of the answer, or null where it was sent.</param>
/// <param name="Location">Where the answer redirects to, or null.</param>
internal sealed record Rehearsed(FakeRequest? Sent, int? Status, string? Location);

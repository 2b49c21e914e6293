namespace TrafficRouting.Testing;

/// <summary>A case of a file: a request and what is expected of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Row">The request and its route.</param>
/// <param name="Service">The expected service, or null where that is not checked.</param>
/// <param name="Sent">What is expected to be sent, or null where that is not checked.</param>
internal sealed record RoutingCase(string Name, SourceLocation Location, RouteExpectation Row, string? Service, SentExpectation? Sent);

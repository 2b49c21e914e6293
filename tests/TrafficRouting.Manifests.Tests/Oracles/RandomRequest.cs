namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>A request, with the values of two headers and a query parameter.</summary>
internal sealed record RandomRequest(string Host, int Port, string Method, string Path, string? X, string? Z, string? Q);

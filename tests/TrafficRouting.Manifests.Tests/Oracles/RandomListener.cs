namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>A listener of a Gateway.</summary>
internal sealed record RandomListener(string Name, string? Hostname, int Port);

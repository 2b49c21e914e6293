namespace GrpcSample;

/// <summary>The version that a server runs.</summary>
/// <param name="Name">Its name.</param>
internal sealed record GreeterVersion(string Name);

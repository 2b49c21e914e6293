namespace TrafficRouting.Manifests;

/// <summary>A port of a host.</summary>
/// <param name="Number">The port that callers use.</param>
/// <param name="Name">Its name, by which endpoints map it.</param>
/// <param name="TargetPort">The endpoints' port where they do not say otherwise.</param>
/// <param name="IsTls">Whether it speaks https.</param>
internal sealed record KnownPort(int Number, string? Name = null, int? TargetPort = null, bool IsTls = false);

namespace TrafficRouting.Manifests;

/// <summary>A port of a host.</summary>
/// <param name="Number">The port that callers use.</param>
/// <param name="Name">Its name, by which endpoints map it.</param>
/// <param name="TargetPort">The endpoints' port where they do not say otherwise.</param>
/// <param name="Protocol">What it speaks.</param>
internal sealed record KnownPort(int Number, string? Name = null, int? TargetPort = null, PortProtocol Protocol = PortProtocol.Unknown)
{
    /// <summary>Gets the name of the Pods' port that it leads to, where that has no number.</summary>
    public string? TargetName { get; init; }

    /// <summary>Gets a value indicating whether a proxy sees requests there, so that rules apply.</summary>
    public bool ShowsRequests => Protocol is PortProtocol.Unknown or PortProtocol.Http or PortProtocol.Http2;
}

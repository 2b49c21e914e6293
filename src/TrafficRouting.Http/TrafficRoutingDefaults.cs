namespace TrafficRouting.Http;

/// <summary>Names that users of the package may need.</summary>
public static class TrafficRoutingDefaults
{
    /// <summary>The named client that mirrors are sent through; configure it like any other.</summary>
    public const string MirrorClientName = "TrafficRouting.Mirror";

    /// <summary>The named client that probes are sent through (<see cref="HealthOptions.Probe"/>); configure it like any other.</summary>
    public const string ProbeClientName = "TrafficRouting.Probe";

    /// <summary>The name of the meter and of the activity source.</summary>
    public const string TelemetryName = "TrafficRouting";

    /// <summary>Tells whether a client is routing's own, which is not routed and has nothing of what all clients share.</summary>
    internal static bool IsOwnClient(string? name) => name is MirrorClientName or ProbeClientName;
}

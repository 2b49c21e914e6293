namespace TrafficRouting.Http;

/// <summary>Names that users of the package may need.</summary>
public static class TrafficRoutingDefaults
{
    /// <summary>The named client that mirrors are sent through; configure it like any other.</summary>
    public const string MirrorClientName = "TrafficRouting.Mirror";

    /// <summary>The name of the meter and of the activity source.</summary>
    public const string TelemetryName = "TrafficRouting";
}

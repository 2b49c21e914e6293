namespace TrafficRouting.Kubernetes;

/// <summary>How a reflector fares.</summary>
internal enum ReflectorState
{
    /// <summary>Nothing is known yet.</summary>
    Starting,

    /// <summary>A watch is open.</summary>
    Following,

    /// <summary>The API server cannot be reached, or fails.</summary>
    Behind,

    /// <summary>The cluster does not serve the kind.</summary>
    Absent,

    /// <summary>A right is missing.</summary>
    Forbidden,
}

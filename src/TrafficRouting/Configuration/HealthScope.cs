namespace TrafficRouting;

/// <summary>What is left out because requests fail.</summary>
public enum HealthScope
{
    /// <summary>The backend as a whole, and single endpoints where it has several.</summary>
    BackendAndEndpoints,

    /// <summary>Single endpoints alone, as sidecars of a mesh do: the backend keeps its share of the route.</summary>
    Endpoints,
}

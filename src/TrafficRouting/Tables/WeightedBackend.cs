namespace TrafficRouting;

/// <summary>A backend and its share of a route.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Weight">Its weight relative to the route's other backends; 0 for one that is parked.</param>
public readonly record struct WeightedBackend(Backend Backend, int Weight);

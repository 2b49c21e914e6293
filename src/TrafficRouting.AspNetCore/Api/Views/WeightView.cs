namespace TrafficRouting.AspNetCore;

/// <summary>A backend of a route.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Weight">Its weight relative to the others.</param>
internal sealed record WeightView(string Backend, int Weight);

namespace TrafficRouting.Manifests;

/// <summary>A backend of a TrafficSplit.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Host">Its full name.</param>
/// <param name="Weight">Its weight, of which only the proportion to the others counts.</param>
internal sealed record SplitBackend(Fields Fields, string Host, decimal Weight);

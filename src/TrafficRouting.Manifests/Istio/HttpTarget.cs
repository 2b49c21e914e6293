namespace TrafficRouting.Manifests;

/// <summary>A weighted destination of a rule.</summary>
internal sealed record HttpTarget(Fields Fields, Destination Destination, int Weight, HeaderOperations Headers);

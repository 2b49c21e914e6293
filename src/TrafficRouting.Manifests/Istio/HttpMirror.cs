namespace TrafficRouting.Manifests;

/// <summary>A mirror of a rule, with its share in percent.</summary>
internal sealed record HttpMirror(Fields Fields, Destination Destination, double Percentage);

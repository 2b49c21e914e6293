namespace TrafficRouting.Manifests;

/// <summary>A RequestMirror filter whose backend is known.</summary>
internal sealed record HttpRouteMirror(Fields Fields, Destination Destination, double Percentage);

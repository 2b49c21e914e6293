namespace TrafficRouting.Manifests;

/// <summary>A RequestMirror filter whose backend is known.</summary>
internal sealed record GatewayMirror(Fields Fields, BackendTarget Target, double Percentage);

using TrafficRouting.Manifests.Documents;
using TrafficRouting.Manifests.Importing;

namespace TrafficRouting.Manifests.GatewayApi;

/// <summary>A RequestMirror filter whose backend is known.</summary>
internal sealed record HttpRouteMirror(Fields Fields, Destination Destination, double Percentage);

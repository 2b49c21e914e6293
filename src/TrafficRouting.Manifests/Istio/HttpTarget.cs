using TrafficRouting.Manifests.Documents;
using TrafficRouting.Manifests.Importing;

namespace TrafficRouting.Manifests.Istio;

/// <summary>A weighted destination of a rule.</summary>
internal sealed record HttpTarget(Fields Fields, Destination Destination, int Weight, HeaderOperations Headers);

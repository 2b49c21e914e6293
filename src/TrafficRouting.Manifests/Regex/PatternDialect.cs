namespace TrafficRouting.Manifests;

/// <summary>The notation of a pattern.</summary>
internal enum PatternDialect
{
    /// <summary>RE2: what Istio, Envoy and the Gateway API on Envoy read.</summary>
    Re2,

    /// <summary>PCRE, as far as it can be matched in linear time: what APISIX reads.</summary>
    Pcre,
}

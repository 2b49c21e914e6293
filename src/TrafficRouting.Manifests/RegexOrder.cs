namespace TrafficRouting.Manifests;

/// <summary>Where an HTTPRoute's regular expressions stand among its other path matches, which the specification leaves open.</summary>
public enum RegexOrder
{
    /// <summary>Behind every prefix, as in Istio: a prefix <c>/</c> without further conditions hides them.</summary>
    AfterPrefixes,

    /// <summary>Behind exact paths and before every prefix, as in Envoy Gateway and Contour.</summary>
    BeforePrefixes,
}

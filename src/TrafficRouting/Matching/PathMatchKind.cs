namespace TrafficRouting;

/// <summary>What of the path a match took, which decides what a prefix rewrite replaces.</summary>
internal enum PathMatchKind
{
    /// <summary>No condition on the path, or one that takes it whole: a prefix rewrite replaces all of it.</summary>
    Whole,

    /// <summary>Whole segments: a slash missing or doubled at the seam is fixed, as the Gateway API does.</summary>
    Segments,

    /// <summary>Literal text: replaced letter for letter, as Istio does.</summary>
    Literal,
}

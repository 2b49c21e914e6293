namespace TrafficRouting.Manifests;

/// <summary>What a parenthesis opens.</summary>
internal enum PatternGroup
{
    /// <summary>Nothing: it set flags, or was a comment.</summary>
    None,
    Capturing,
    NonCapturing,
}

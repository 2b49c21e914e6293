namespace TrafficRouting;

/// <summary>What of a mirror's response is compared with the primary's, and what is left out.</summary>
public sealed class MirrorCompareOptions
{
    /// <summary>Gets or sets a value indicating whether responses are compared.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets the response headers whose values are compared, beside the status.</summary>
    /// <value>The default is empty: the status alone is compared.</value>
    public IList<string> Headers { get; } = [];

    /// <summary>Gets the statuses that are not compared, on whichever side, 100 to 599; 429 and 503 say more about load than about the response.</summary>
    /// <value>The default is empty.</value>
    public IList<int> IgnoreStatuses { get; } = [];

    /// <summary>Gets the path prefixes that are not compared, whole segments of the path as it was called.</summary>
    /// <value>The default is empty.</value>
    public IList<string> IgnorePaths { get; } = [];

    internal static ObjectShape<MirrorCompareOptions> Shape { get; } = new ObjectShape<MirrorCompareOptions>("mirrorCompare", "What of a mirror's response is compared with the primary's.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "Whether responses are compared.")
        .List("Headers", Scalars.Token, o => o.Headers, "The response headers whose values are compared, beside the status.")
        .List("IgnoreStatuses", Scalars.Integer(100, 599), o => o.IgnoreStatuses, "The statuses that are not compared, on whichever side; 429 and 503 say more about load than about the response.")
        .List("IgnorePaths", Scalars.Path, o => o.IgnorePaths, "The path prefixes that are not compared, whole segments of the path as it was called.");
}

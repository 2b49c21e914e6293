namespace TrafficRouting;

/// <summary>What happens to a request to a known service that none of its routes matches.</summary>
public enum UnmatchedBehavior
{
    /// <summary>It is sent on unchanged.</summary>
    PassThrough,

    /// <summary>It is answered with 404 here.</summary>
    NotFound,
}

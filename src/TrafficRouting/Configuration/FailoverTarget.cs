namespace TrafficRouting;

/// <summary>Where a request goes that failed.</summary>
public enum FailoverTarget
{
    /// <summary>To another backend of the route, by weight among those that are not ejected.</summary>
    OtherBackend,

    /// <summary>To the same backend once more, to another of its endpoints where it has several.</summary>
    SameBackend,
}

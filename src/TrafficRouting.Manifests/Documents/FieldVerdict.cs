namespace TrafficRouting.Manifests;

/// <summary>What becomes of a field.</summary>
internal enum FieldVerdict
{
    /// <summary>It is followed.</summary>
    Read,

    /// <summary>It changes nothing for a client's requests, so nothing is said.</summary>
    Ignored,

    /// <summary>It is not followed, and a warning says so.</summary>
    Warned,

    /// <summary>Without it the document would mean something else: an error.</summary>
    Rejected,
}

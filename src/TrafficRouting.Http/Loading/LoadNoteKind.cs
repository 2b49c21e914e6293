namespace TrafficRouting.Http;

/// <summary>What a note of a load tells.</summary>
internal enum LoadNoteKind
{
    /// <summary>A change came into force.</summary>
    Accepted,

    /// <summary>What was broken or rejected is in force again as it is.</summary>
    Recovered,

    /// <summary>Something was done that is worth knowing.</summary>
    Information,

    /// <summary>Something is doubtful, and in force all the same.</summary>
    Warning,

    /// <summary>Something is broken or was rejected; the last good state stays.</summary>
    Error,
}

namespace TrafficRouting;

/// <summary>How one of several weighted targets is chosen.</summary>
public enum SelectionKind
{
    /// <summary>An independent draw for each request.</summary>
    Random,

    /// <summary>Smooth weighted round robin: exact counts in every full cycle.</summary>
    RoundRobin,
}

namespace TrafficRouting;

/// <summary>
/// A part of the section that belongs to another package. Read, validated and swapped together with routing, under its lock.
/// </summary>
internal abstract class SectionPart
{
    /// <summary>Gets the key of the part within the section, such as <c>Rollouts</c>.</summary>
    public abstract string Key { get; }

    /// <summary>Reads the part over what code configured; pure. Gives the same reference when nothing changed.</summary>
    public abstract object Read(SectionNode? node, object? previous, ICollection<Finding> findings);

    /// <summary>Finds what is wrong with the part beside the routing that it comes with; pure.</summary>
    public abstract void Validate(object value, TrafficRoutingOptions merged, ICollection<Finding> findings);

    /// <summary>Gives what the part lays over routes from the first moment on; memory only.</summary>
    public abstract IReadOnlyList<RouteOverlay> Overlays(object value);

    /// <summary>Tells that the part is in force with a table; no I/O, does not throw.</summary>
    public abstract void Accepted(object value, RouteTable table, long generation);
}

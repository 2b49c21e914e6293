namespace TrafficRouting;

/// <summary>
/// A part of the section that belongs to another package. Read, validated and swapped together with routing, under its lock.
/// </summary>
internal abstract class SectionPart
{
    /// <summary>Gets the key of the part within the section, such as <c>Rollouts</c>.</summary>
    public abstract string Key { get; }

    /// <summary>Tells the router, before the first load; it decides by nothing yet.</summary>
    public abstract void Attach(TrafficRouter router);

    /// <summary>Reads the part over what code configured; pure. Gives the same reference when nothing changed.</summary>
    /// <param name="node">What the section has under the key, or null.</param>
    /// <param name="previous">The value in force, or null at first.</param>
    /// <param name="findings">Where what cannot be read is reported.</param>
    public abstract object Read(SectionNode? node, object? previous, ICollection<Finding> findings);

    /// <summary>Finds what is wrong with the part beside the routing that it comes with; pure.</summary>
    /// <param name="value">The value.</param>
    /// <param name="merged">The routing.</param>
    /// <param name="path">The path of the part, such as <c>TrafficRouting:Rollouts</c>.</param>
    /// <param name="isLive">Whether objects may come and go: what the part names and routing lacks is then worth a warning only.</param>
    /// <param name="findings">Where it is reported.</param>
    public abstract void Validate(object value, TrafficRoutingOptions merged, string path, bool isLive, ICollection<Finding> findings);

    /// <summary>Gives what the part lays over routes from the first moment on; memory only, under the router's lock.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inForce">The overlays of the load before.</param>
    public abstract IReadOnlyList<RouteOverlay> Overlays(object value, IReadOnlyList<RouteOverlay> inForce);

    /// <summary>Tells that the part is in force with a table; under the router's lock, no I/O, does not throw.</summary>
    /// <param name="value">The value.</param>
    /// <param name="table">The table.</param>
    /// <param name="generation">The number of the load, to set overlays with.</param>
    public abstract void Accepted(object value, RouteTable table, long generation);
}

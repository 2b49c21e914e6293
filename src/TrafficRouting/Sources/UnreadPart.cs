namespace TrafficRouting;

/// <summary>A part of the section that is left aside.</summary>
internal sealed class UnreadPart(string key) : SectionPart
{
    public override string Key => key;

    public override void Attach(TrafficRouter router)
    {
    }

    public override object Read(SectionNode? node, object? previous, ICollection<Finding> findings) => this;

    public override void Validate(object value, TrafficRoutingOptions merged, string path, bool isLive, ICollection<Finding> findings)
    {
    }

    public override IReadOnlyList<RouteOverlay> Overlays(object value, IReadOnlyList<RouteOverlay> inForce) => [];

    public override void Accepted(object value, RouteTable table, long generation)
    {
    }
}

using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>The rollouts of the section, read and validated but not run.</summary>
internal sealed class RolloutsReader : SectionPart
{
    public override string Key => "Rollouts";

    public override void Attach(TrafficRouter router)
    {
    }

    public override object Read(SectionNode? node, object? previous, ICollection<Finding> findings)
    {
        var section = node is null ? [] : new[] { new SectionNode(Key, node.Path, node.Value, node.Children) };
        return RolloutsOptions.Shape.Read(new("", "", null, section), new RolloutsOptions(), findings)!;
    }

    public override void Validate(object value, TrafficRoutingOptions merged, string path, bool isLive, ICollection<Finding> findings) =>
        RolloutsValidator.Check((RolloutsOptions)value, merged, path, isLive, findings);

    public override IReadOnlyList<RouteOverlay> Overlays(object value, IReadOnlyList<RouteOverlay> inForce) => [];

    public override void Accepted(object value, RouteTable table, long generation)
    {
    }
}

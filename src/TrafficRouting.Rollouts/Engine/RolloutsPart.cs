using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts;

/// <summary>The rollouts as a part of their table's section: read, validated and swapped together with routing.</summary>
internal sealed class RolloutsPart : SectionPart
{
    private readonly RolloutsOptions _code = new();
    private readonly OptionsHooks<RolloutsOptions> _hooks;
    private readonly RolloutEngine _engine;
    private RolloutSet? _inForce;

    public RolloutsPart(RolloutEngine engine, IEnumerable<IConfigureOptions<RolloutsOptions>> code, OptionsHooks<RolloutsOptions> hooks)
    {
        _engine = engine;
        _hooks = hooks;
        hooks.Fill(_code, code);
    }

    public override string Key => "Rollouts";

    /// <summary>Gets the rollouts in force. They are never changed; hand out copies.</summary>
    public RolloutsOptions InForce => Volatile.Read(ref _inForce)?.Options ?? _code;

    public override void Attach(TrafficRouter router) => _engine.Attach(router);

    public override object Read(SectionNode? node, object? previous, ICollection<Finding> findings)
    {
        var section = node is null ? [] : new[] { new SectionNode(Key, node.Path, node.Value, node.Children) };
        var options = (RolloutsOptions)RolloutsOptions.Shape.Read(new("", "", null, section), _code, findings)!;
        // What code configured is laid under each load, so it is not handed out to be changed.
        return new RolloutSet(_hooks.Change(ReferenceEquals(options, _code) ? (RolloutsOptions)RolloutsOptions.Shape.Copy(options) : options)).Over((RolloutSet?)previous);
    }

    public override void Validate(object value, TrafficRoutingOptions merged, string path, bool isLive, ICollection<Finding> findings)
    {
        var options = ((RolloutSet)value).Options;
        RolloutsValidator.Check(options, merged, path, isLive, findings);
        foreach (var finding in _hooks.Check(options, path))
            findings.Add(finding);
    }

    // A rollout that goes on keeps what it laid; one that begins leaves the stable backend all traffic until its store was read.
    public override IReadOnlyList<RouteOverlay> Overlays(object value, IReadOnlyList<RouteOverlay> inForce)
    {
        var before = _inForce?.Plans(null);
        var overlays = new List<RouteOverlay>();
        foreach (var plan in ((RolloutSet)value).Plans(_inForce).Values)
        {
            var goesOn = before?.GetValueOrDefault(plan.Name) is { } known && RolloutMachine.GoesOn(known, plan, _engine.Find(plan.Name)?.State);
            var kept = goesOn ? inForce.FirstOrDefault(o => o.Owner == RolloutOverlay.OwnerOf(plan.Name)) : RolloutOverlay.HeldAtStable(plan);
            if (kept is not null)
                overlays.Add(kept);
        }

        return overlays;
    }

    public override void Accepted(object value, RouteTable table, long generation)
    {
        var set = (RolloutSet)value;
        var plans = set.Plans(_inForce);
        Volatile.Write(ref _inForce, set);
        _engine.Accept(plans.Values, table, generation);
    }
}

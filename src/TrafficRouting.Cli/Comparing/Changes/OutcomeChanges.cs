namespace TrafficRouting.Cli;

/// <summary>What two tables do differently with requests that meet the same outcomes; worked out once for each pair of them.</summary>
internal sealed class OutcomeChanges(RouteTable old, RouteTable @new)
{
    private readonly Dictionary<(Outcome, Outcome), IReadOnlyList<string>> _known = [];

    public IReadOnlyList<string> Of(Outcome before, Outcome after)
    {
        if (!_known.TryGetValue((before, after), out var changes))
            _known[(before, after)] = changes = [.. Find(before, after)];
        return changes;
    }

    private IEnumerable<string> Find(Outcome before, Outcome after)
    {
        if (!before.Name.Equals(after.Name, StringComparison.OrdinalIgnoreCase))
            return [$"{before.Name} -> {after.Name}"];
        return before.Rule is null || after.Rule is null ? [] : RouteChanges.Of(before.Rule, after.Rule, old, @new);
    }
}

using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>Compares two routings by the requests that they decide otherwise.</summary>
internal static class TableComparison
{
    public static RoutingDifferences Compare(LoadedRouting old, LoadedRouting @new)
    {
        var found = Compare(RouteTable.Compile(old.Options), RouteTable.Compile(@new.Options));
        return found with { Everywhere = [.. OfSection(old, @new)] };
    }

    public static RoutingDifferences Compare(RouteTable old, RouteTable @new)
    {
        var found = new List<(IReadOnlyList<string> Changes, Probe Probe)>();
        var sampled = new List<string>();
        foreach (var called in HostSamples.Of([old.Options, @new.Options]).GroupBy(h => CalledServices.Of(old, @new, h)))
        {
            if (IsSame(called.Key, old, @new))
                continue;
            var comparison = new ServiceComparison(old, @new, called.Key, [.. called]);
            found.AddRange(comparison.Compare());
            sampled.AddRange(comparison.Sampled);
        }

        var differences = found.GroupBy(f => string.Join('\n', f.Changes), StringComparer.Ordinal).Select(g => new Difference(g.First().Changes, [.. g.Select(f => f.Probe)]));
        return new([], [.. differences], [.. sampled.Distinct(StringComparer.Ordinal)]);
    }

    private static bool IsSame(CalledServices called, RouteTable old, RouteTable @new) =>
        (called.Old, called.New) switch
        {
            (null, null) => true,
            ({ } before, { } after) => before.Service.Name.Equals(after.Service.Name, StringComparison.OrdinalIgnoreCase)
                && ServiceOptions.Shape.Same(before.Service.Options, after.Service.Options)
                && after.Service.Routes.SelectMany(r => r.Backends.Select(b => b.Backend.Name).Concat(r.Mirrors.Select(m => m.Backend.Name))).All(n => !RouteChanges.BackendChanges(n, old, @new).Any()),
            _ => false,
        };

    private static IEnumerable<string> OfSection(LoadedRouting old, LoadedRouting @new)
    {
        foreach (var change in OptionChanges.Of(TrafficRoutingOptions.Shape, old.Options, @new.Options, ["Backends", "Services"]))
            yield return change;
        var (before, after) = (old.Rollouts.Rollouts, @new.Rollouts.Rollouts);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            if (!after.TryGetValue(name, out var now))
                yield return $"rollout {name} is gone";
            else if (!before.TryGetValue(name, out var was))
                yield return $"rollout {name} is new";
            else
                foreach (var change in OptionChanges.Of(RolloutOptions.Shape, was, now, []))
                    yield return $"rollout {name}: {change}";
        }
    }
}

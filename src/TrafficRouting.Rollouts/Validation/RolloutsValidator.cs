namespace TrafficRouting.Rollouts;

/// <summary>Finds everything that is wrong with the rollouts, beside the routing that they come with.</summary>
internal static class RolloutsValidator
{
    /// <summary>Adds what is wrong.</summary>
    /// <param name="options">The rollouts.</param>
    /// <param name="routing">The routing.</param>
    /// <param name="path">The path of the rollouts.</param>
    /// <param name="isLive">Whether services and backends may come and go.</param>
    /// <param name="findings">Where it goes.</param>
    public static void Check(RolloutsOptions options, TrafficRoutingOptions routing, string path, bool isLive, ICollection<Finding> findings)
    {
        var found = new List<Finding>();
        var own = new OwnFindings();
        // The validators need not look for nulls.
        var sound = IsSound(Scope.Root(path, own), options);
        own.AddTo(found);
        if (sound)
        {
            foreach (var (name, rollout) in options.Rollouts)
            {
                found.AddRange(RolloutValidator.Of(name, rollout).Select(e => Error(Text.Join(path, name), e)));
                found.AddRange(StepRouteValidator.Of(path, name, rollout));
                if (rollout.Enabled)
                    RolloutTargetValidator.Check(Text.Join(path, name), rollout, routing, isLive, found);
            }

            found.AddRange(SharedRoutes(options, path));
        }

        foreach (var finding in found)
            findings.Add(finding);
    }

    private static bool IsSound(Scope scope, RolloutsOptions options)
    {
        var sound = true;
        foreach (var (name, rollout) in options.Rollouts)
            sound &= RolloutOptions.Shape.Check(scope.At(name), rollout);
        return sound;
    }

    // What the validators of a rollout say begins with the path below it.
    private static Finding Error(string path, string error)
    {
        var end = error.IndexOf(": ", StringComparison.Ordinal);
        return new(FindingSeverity.Error, path + error[..end], error[(end + 2)..]);
    }

    private static IEnumerable<Finding> SharedRoutes(RolloutsOptions options, string path) => options.Rollouts
        .Where(r => r.Value.Enabled)
        .GroupBy(r => $"{r.Value.Service}/{r.Value.Route}", StringComparer.OrdinalIgnoreCase)
        .Where(route => route.Count() > 1)
        .Select(route => new Finding(FindingSeverity.Error, Text.Join(path, route.Last().Key),
            $"Route {route.Key} has several rollouts ({string.Join(", ", route.Select(r => r.Key))}); a route's weights can have one owner."));
}

namespace TrafficRouting;

/// <summary>The failover of a route.</summary>
internal static class FailoverValidator
{
    public static void Check(Scope scope, RouteOptions route)
    {
        var failover = route.Failover!;
        for (var i = 0; i < failover.On.Count; i++)
        {
            if (!FailoverCauses.IsValid(failover.On[i]))
                scope.At("On", failover.On, i).Error($"'{failover.On[i]}' is not a failure. Write ConnectFailure, Reset, Timeout, 503, 5xx or 502-504.");
        }

        if (route.Fault is not null)
            scope.Warn("Has no effect: the route injects faults, which are meant to reach the caller.");
        else if (failover.To == FailoverTarget.OtherBackend && route.Weights.Count == 1)
            scope.Warn("Has no effect: the route has no other backend. Write \"To\": \"SameBackend\" to try its endpoints.");
    }
}

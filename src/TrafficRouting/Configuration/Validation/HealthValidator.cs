namespace TrafficRouting;

/// <summary>The passive health of a backend.</summary>
internal static class HealthValidator
{
    public static void Check(Scope scope, BackendOptions backend)
    {
        var health = backend.Health!;
        StatusValidator.Check(scope, "Statuses", health.Statuses);
        StatusValidator.CheckGrpc(scope, "GrpcStatuses", health.GrpcStatuses);
        if (health.Probe is { } probe)
            StatusValidator.Check(scope.At("Probe"), "Statuses", probe.Statuses);
        if (health.MaxEjectionTime < health.EjectionTime)
            scope.At("MaxEjectionTime").Error($"{health.MaxEjectionTime:c} is shorter than EjectionTime, {health.EjectionTime:c}.");
        if (BackendValidator.Answers(backend))
            scope.Warn("Has no effect: the backend responds by itself and is sent nothing.");
        if (health.Scope == HealthScope.Endpoints && backend.Address is not null)
            scope.At("Scope").Warn("Leaves nothing out: the backend has one address. Write its endpoints in 'Endpoints', or leave Scope out.");
        if (backend.AddressFrom is { } place)
            scope.Warn($"Has no effect: the backend goes where '{place}' goes, whose Health counts.");
    }
}

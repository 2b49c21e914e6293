namespace TrafficRouting;

/// <summary>When a backend, or one endpoint of several, is left out because its requests fail. By the requests that are sent anyway, and by probes where there are any.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/failover.md">Failover in the documentation</seealso>
public sealed class HealthOptions
{
    /// <summary>Gets or sets the number of failures in a row that eject, 1 to 10,000.</summary>
    /// <value>The default is 5.</value>
    public int ConsecutiveFailures { get; set; } = 5;

    /// <summary>Gets or sets the time that the first ejection lasts; each one that follows lasts that much longer, up to <see cref="MaxEjectionTime"/>.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan EjectionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the time that an ejection lasts at most; after as long without one, ejections begin anew with <see cref="EjectionTime"/>.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan MaxEjectionTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the share of a route's backends, or of a backend's endpoints, that may be left out at once, 0 to 1; one may always be.
    /// Where all are ejected none is left out: the weights are as configured.
    /// </summary>
    /// <value>The default is 0.5.</value>
    public double MaxEjectedShare { get; set; } = 0.5;

    /// <summary>Gets or sets the time in which the weight comes back after an ejection, in ten steps.</summary>
    /// <value>The default is <see langword="null"/>: at once.</value>
    public TimeSpan? SlowStart { get; set; }

    /// <summary>Gets or sets what is left out: the backend as a whole and its endpoints, or its endpoints alone.</summary>
    /// <value>The default is <see cref="HealthScope.BackendAndEndpoints"/>.</value>
    public HealthScope Scope { get; set; }

    /// <summary>Gets or sets how the backend is asked whether it is there, by a host that runs.</summary>
    /// <value>The default is <see langword="null"/>: by the requests that are sent anyway alone.</value>
    public ProbeOptions? Probe { get; set; }

    /// <summary>Gets the statuses that count as failures, such as <c>503</c>, <c>5xx</c> or <c>502-504</c>; 502 to 504 when empty.</summary>
    public IList<string> Statuses { get; } = [];

    /// <summary>Gets the statuses of gRPC that count as failures, by name or number; <c>UNAVAILABLE</c> when empty.</summary>
    public IList<string> GrpcStatuses { get; } = [];

    internal static ObjectShape<HealthOptions> Shape { get; } = new ObjectShape<HealthOptions>("health", "When a backend, or one endpoint of several, is left out because its requests fail: they could not connect, were broken off, timed out, met an open circuit breaker, or were answered with one of the statuses.")
        .Value("ConsecutiveFailures", Scalars.Integer(1, 10_000), o => o.ConsecutiveFailures, (o, v) => o.ConsecutiveFailures = (int)v!, "The failures in a row that eject. After an ejection a single one does, until a request succeeds.")
        .Value("EjectionTime", Scalars.Wait, o => o.EjectionTime, (o, v) => o.EjectionTime = (TimeSpan)v!, "How long the first ejection lasts; each that follows lasts that much longer.")
        .Value("MaxEjectionTime", Scalars.Wait, o => o.MaxEjectionTime, (o, v) => o.MaxEjectionTime = (TimeSpan)v!, "How long an ejection lasts at most. After as long without one they begin anew with `EjectionTime`.")
        .Value("MaxEjectedShare", Scalars.Number(new(0, 1)), o => o.MaxEjectedShare, (o, v) => o.MaxEjectedShare = (double)v!, "The share of a route's backends, or of a backend's endpoints, left out at once; one may always be. Where all are ejected, none is.")
        .Value("SlowStart", Scalars.Wait, o => o.SlowStart, (o, v) => o.SlowStart = (TimeSpan?)v, "The time in which the weight comes back after an ejection, in ten steps; at once when not set.")
        .Value("Scope", Scalars.Choice(typeof(HealthScope)), o => o.Scope, (o, v) => o.Scope = (HealthScope)v!, "The backend as a whole and single endpoints of several, or endpoints alone, so that the backend keeps its share of the route.")
        .Value("Probe", ProbeOptions.Shape, o => o.Probe, (o, v) => o.Probe = (ProbeOptions?)v, "How the backend is asked whether it is there, beside the requests that are sent anyway; not at all when not set. `{}` for the defaults.")
        .List("Statuses", Scalars.Texts("status, class or range", FailureStatuses.Pattern), o => o.Statuses, "The statuses that count as failures, such as `503`, `5xx` or `500-504`; 502 to 504 when empty.")
        .List("GrpcStatuses", Scalars.Texts("status of gRPC", TrafficRouting.GrpcStatuses.Pattern), o => o.GrpcStatuses, "The statuses of gRPC that count as failures, by name or number; `UNAVAILABLE` when empty.");
}

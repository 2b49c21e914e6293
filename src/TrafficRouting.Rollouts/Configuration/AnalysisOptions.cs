using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>How the canary is judged.</summary>
public sealed class AnalysisOptions
{
    /// <summary>Gets or sets the time between measurements; 1 second to 1 day.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time after the beginning of each step whose requests are not judged, for caches and code to warm up; zero to 1 day.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan InitialDelay { get; set; }

    /// <summary>
    /// Gets or sets the number of requests each judged backend must have had in the step before a measurement may pass.
    /// Below it a measurement is inconclusive, unless the evidence against the canary decides.
    /// </summary>
    /// <value>The default is 100.</value>
    public int MinRequests { get; set; } = 100;

    /// <summary>Gets or sets the highest probability with which a whole rollout of a canary that is no worse is rolled back by chance; above 0, at most 0.2.</summary>
    /// <value>The default is 0.01.</value>
    public double SignificanceLevel { get; set; } = 0.01;

    /// <summary>
    /// Gets or sets how many bad intervals are tolerated: one interval multiplies the evidence by at most the root of that many plus one of the
    /// threshold, so that a burst of failures in one interval does not roll a healthy canary back. Of custom metrics, as many failed measurements.
    /// </summary>
    /// <value>The default is 1: two bad intervals roll back.</value>
    public int FailureLimit { get; set; } = 1;

    /// <summary>Gets or sets how many measurements of a step may be inconclusive before <see cref="RolloutOptions.OnInconclusive"/> applies.</summary>
    /// <value>The default is 10.</value>
    public int InconclusiveLimit { get; set; } = 10;

    /// <summary>Gets or sets how many measurements in a row may end in an error of a metric before the canary is rolled back.</summary>
    /// <value>The default is 4.</value>
    public int ConsecutiveErrorLimit { get; set; } = 4;

    /// <summary>Gets or sets a value indicating whether the canary is also judged outside analysis steps, where a failure rolls back but nothing else counts.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Background { get; set; } = true;

    /// <summary>
    /// Gets or sets the share of failures of the stable backend within a window, 0 to 1, above which the window is taken for an
    /// outage of something shared, and the measurement is inconclusive.
    /// </summary>
    /// <value>The default is 0.1.</value>
    public double OutageThreshold { get; set; } = 0.1;

    /// <summary>Gets the statuses that count as failures, such as <c>429</c>, <c>5xx</c> or <c>500-504</c>.</summary>
    /// <value>The default, when empty, is <c>5xx</c>. Exceptions always count; cancellations are counted apart.</value>
    public IList<string> FailureStatuses { get; } = [];

    /// <summary>
    /// Gets the statuses of gRPC that count as failures, by name such as <c>UNAVAILABLE</c> or by number. They are read from the headers or
    /// trailers of answers of the type <c>application/grpc</c>; <c>CANCELLED</c> counts as a cancellation.
    /// </summary>
    /// <value>The default, when empty, is <c>UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, DATA_LOSS</c>.</value>
    public IList<string> FailureGrpcStatuses { get; } = [];

    /// <summary>
    /// Gets or sets the test for a failure, by all that is known of an attempt that was not cancelled; replaces <see cref="FailureStatuses"/> and
    /// <see cref="FailureGrpcStatuses"/>. By code only; it must be quick and must not throw.
    /// </summary>
    public Func<RoutedAttempt, bool>? IsFailure { get; set; }

    /// <summary>Gets the metrics by name.</summary>
    /// <value>The default, when empty, is the success rate compared with the stable backend.</value>
    public IDictionary<string, MetricOptions> Metrics { get; } =
        new Dictionary<string, MetricOptions>(StringComparer.OrdinalIgnoreCase);

    internal static ObjectShape<AnalysisOptions> Shape { get; } = new ObjectShape<AnalysisOptions>("rolloutAnalysis", "How the canary is judged.")
        .Value("Interval", Scalars.Time(new(1, 86400)), o => o.Interval, (o, v) => o.Interval = (TimeSpan)v!, "The time between measurements.")
        .Value("InitialDelay", Scalars.Time(new(0, 86400)), o => o.InitialDelay, (o, v) => o.InitialDelay = (TimeSpan)v!, "The time after the beginning of each step whose requests are not judged, for caches and code to warm up.")
        .Value("MinRequests", Scalars.Integer(1), o => o.MinRequests, (o, v) => o.MinRequests = (int)v!, "Requests each judged backend must have had in the step before a measurement may pass. Below it a measurement is inconclusive, unless the evidence against the canary decides.")
        .Value("SignificanceLevel", Scalars.Number(new(0, 0.2, AboveMin: true)), o => o.SignificanceLevel, (o, v) => o.SignificanceLevel = (double)v!, "The highest probability with which a whole rollout of a canary that is no worse is rolled back by chance.")
        .Value("FailureLimit", Scalars.Integer(0), o => o.FailureLimit, (o, v) => o.FailureLimit = (int)v!, "Bad intervals tolerated: one interval multiplies the evidence by at most the (n+1)th root of the threshold; with 0 one interval may roll back. Of custom metrics, failed measurements tolerated.")
        .Value("InconclusiveLimit", Scalars.Integer(0), o => o.InconclusiveLimit, (o, v) => o.InconclusiveLimit = (int)v!, "Inconclusive measurements of a step tolerated before `OnInconclusive` applies.")
        .Value("ConsecutiveErrorLimit", Scalars.Integer(0), o => o.ConsecutiveErrorLimit, (o, v) => o.ConsecutiveErrorLimit = (int)v!, "Measurements in a row that may end in an error of a metric before rollback.")
        .Value("Background", Scalars.Flag, o => o.Background, (o, v) => o.Background = (bool)v!, "Whether the canary is also judged outside analysis steps, where a failure rolls back but nothing else counts.")
        .Value("OutageThreshold", Scalars.Number(new(0, 1, AboveMin: true)), o => o.OutageThreshold, (o, v) => o.OutageThreshold = (double)v!, "The share of failures of the stable backend within a window above which the window is taken for an outage of something shared, and the measurement is inconclusive (with 10 requests or more).")
        .List("FailureStatuses", Scalars.Texts("status, class or range", TrafficRouting.FailureStatuses.Pattern), o => o.FailureStatuses, "The statuses that count as failures, such as `429`, `5xx` or `500-504`; `5xx` when empty. Exceptions always count; cancellations are counted apart.")
        .List("FailureGrpcStatuses", Scalars.Texts("status of gRPC", GrpcStatuses.Pattern), o => o.FailureGrpcStatuses, "The statuses of gRPC that count as failures, by name or number; `UNKNOWN`, `DEADLINE_EXCEEDED`, `RESOURCE_EXHAUSTED`, `INTERNAL`, `UNAVAILABLE`, `DATA_LOSS` when empty.")
        .Code("IsFailure", o => o.IsFailure, (o, v) => o.IsFailure = (Func<RoutedAttempt, bool>?)v, "The test for a failure, by all that is known of an attempt, in place of the two lists. It must not throw.")
        .Map("Metrics", MetricOptions.Shape, names: null, o => o.Metrics, "The metrics by name; the success rate compared with the stable backend when empty.")
        .Hint("Threshold", "Write 'FailureLimit'.");
}

using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>The counters of one rollout's two backends, on its route and on the header route of its steps, and where their last window ended.</summary>
internal sealed class RolloutObservations(string service, string route, string stable, string canary)
{
    private readonly StratumCounters _split = new();

    // Few rollouts have header routes, and counters are large.
    private readonly Lazy<StratumCounters> _header = new();
    private Stratum[] _read = [Stratum.Empty, Stratum.Empty];
    private DateTimeOffset? _from;
    private volatile OutcomeClassifier _classifier = OutcomeClassifier.Default;

    /// <summary>Sets what tells outcomes apart from now on.</summary>
    public OutcomeClassifier Classifier
    {
        set => _classifier = value;
    }

    public string Service { get; } = service;

    public string Route { get; } = route;

    /// <summary>Counts a first attempt.</summary>
    public void Add(string backend, in RoutedAttempt attempt, bool isOfHeaderRoute) =>
        Add(backend, _classifier.Of(in attempt), attempt.Duration, isOfHeaderRoute);

    public void Add(string backend, ObservedOutcome outcome, TimeSpan duration, bool isOfHeaderRoute = false)
    {
        var isCanary = Same(canary, backend);
        if (isCanary || Same(stable, backend))
            (isOfHeaderRoute ? _header.Value : _split).Of(isCanary).Add(outcome, duration);
    }

    /// <summary>Reads the running window without ending it. One caller at a time.</summary>
    public RolloutWindow Peek(DateTimeOffset now) => new(_from ??= now, now, [.. Read().Zip(_read, (all, read) => all.Since(read))]);

    /// <summary>Ends the running window where it was read, and begins the next there. One caller at a time.</summary>
    public void Commit(RolloutWindow window)
    {
        _read = [.. _read.Zip(window.Strata, (read, more) => read.Plus(more))];
        _from = window.To;
    }

    /// <summary>Reads everything since the process began.</summary>
    public Stratum Total() => Read().Aggregate((sum, more) => sum.Plus(more));

    private Stratum[] Read() => [_split.Read(), _header.IsValueCreated ? _header.Value.Read() : Stratum.Empty];

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

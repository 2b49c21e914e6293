namespace TrafficRouting.Rollouts;

/// <summary>The counters of one rollout's two backends, and where their last window ended.</summary>
internal sealed class RolloutObservations(string service, string route, string stable, string canary)
{
    private readonly BackendCounters _stable = new();
    private readonly BackendCounters _canary = new();
    private BackendWindow _stableRead = BackendWindow.Empty;
    private BackendWindow _canaryRead = BackendWindow.Empty;
    private DateTimeOffset? _from;
    private volatile Func<int?, Exception?, bool> _isFailure = (_, exception) => exception is not null;

    /// <summary>Sets what counts as a failure from now on.</summary>
    public Func<int?, Exception?, bool> IsFailure
    {
        set => _isFailure = value;
    }

    public string Service { get; } = service;

    public string Route { get; } = route;

    /// <summary>Counts a first attempt that its caller did not cancel.</summary>
    public void Add(string backend, int? status, Exception? exception, TimeSpan duration)
    {
        if (Same(canary, backend))
            _canary.Add(_isFailure(status, exception), duration);
        else if (Same(stable, backend))
            _stable.Add(_isFailure(status, exception), duration);
    }

    /// <summary>Reads the running window without ending it. One caller at a time.</summary>
    public RolloutWindow Peek(DateTimeOffset now) =>
        new(_from ??= now, now, _canary.Read().Since(_canaryRead), _stable.Read().Since(_stableRead));

    /// <summary>Ends the running window where it was read, and begins the next there. One caller at a time.</summary>
    public void Commit(RolloutWindow window)
    {
        _canaryRead = _canaryRead.Plus(window.Canary);
        _stableRead = _stableRead.Plus(window.Stable);
        _from = window.To;
    }

    /// <summary>Reads everything since the process began.</summary>
    public (BackendWindow Canary, BackendWindow Stable) Total() => (_canary.Read(), _stable.Read());

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

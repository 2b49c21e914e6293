namespace TrafficRouting;

/// <summary>
/// Ejects targets, brings them back, and has the choices of the table in force leave them out. Safe for concurrent use; its lock is
/// taken for an ejection, a return and a new table alone.
/// </summary>
internal sealed class HealthBoard(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TargetHealth> _impaired = [];
    private volatile HealthGuard[] _guards = [];
    private Action<HealthChange>? _listener;
    private RouteTable? _table;
    private long _ejections;
    private long _appointments;

    public TimeProvider Time => time;

    /// <summary>Sets who counts and logs ejections, unless there is somebody already.</summary>
    public void TryListen(Action<HealthChange> listener) => Interlocked.CompareExchange(ref _listener, listener, null);

    /// <summary>Has the choices of a table leave out what is ejected, before the table is in force.</summary>
    public void Use(RouteTable table)
    {
        lock (_lock)
        {
            _table = table;
            if (_impaired.Count == 0)
                return;
            foreach (var gone in _impaired.Except(TargetsOf(table)).ToList())
                Forget(gone);
            Apply();
        }
    }

    /// <summary>Lists what has less than its weight, by name.</summary>
    public IReadOnlyList<ImpairedTarget> List()
    {
        lock (_lock)
        {
            return
            [
                .. _impaired.Select(t => new ImpairedTarget(t.Backend, t.Endpoint, t.Tenths, t.IsEjected ? t.EjectedUntil : null))
                    .OrderBy(t => t.Backend, StringComparer.OrdinalIgnoreCase).ThenBy(t => t.Endpoint, StringComparer.OrdinalIgnoreCase),
            ];
        }
    }

    /// <summary>Keeps two backends from being ejected until the owner says otherwise; one that is ejected comes back.</summary>
    public void Guard(HealthGuard guard)
    {
        List<TargetHealth> returned;
        lock (_lock)
        {
            _guards = [.. _guards.Where(g => g.Owner != guard.Owner), guard];
            var covered = _impaired.Where(t => t.Endpoint is null && guard.Covers(t.Backend)).ToList();
            returned = covered.FindAll(t => t.IsEjected);
            foreach (var target in covered)
                Return(target, atOnce: true);
        }

        foreach (var target in returned)
            Tell(new(target.Backend, target.Endpoint, null));
    }

    public void Release(string owner)
    {
        lock (_lock)
            _guards = [.. _guards.Where(g => g.Owner != owner)];
    }

    /// <summary>Tells whether a request that failed elsewhere must not be sent to a backend.</summary>
    public bool IsCanary(string backend) => Array.Exists(_guards, g => g.IsCanary(backend));

    /// <summary>Ejects a target, unless somebody judges it, who is told instead.</summary>
    public void Eject(TargetHealth target)
    {
        // Outside the lock: who judges may have a lock of its own.
        if (IsGuarded(target))
        {
            foreach (var guard in _guards.Where(g => g.Covers(target.Backend)))
                guard.Crossed();
            return;
        }

        TimeSpan duration;
        lock (_lock)
        {
            // A request of an older table may end when its target is in force no more.
            if (target.IsEjected || IsGuarded(target) || (_table is { } table && !TargetsOf(table).Contains(target)))
                return;
            duration = target.Eject(time.GetUtcNow(), ++_ejections);
            _impaired.Add(target);
            Schedule(target, duration);
            Apply();
        }

        Tell(new(target.Backend, target.Endpoint, duration));
    }

    /// <summary>Ejects a target whose probes fail, and with the last endpoint of a backend that backend as a whole.</summary>
    public void EjectByProbes(TargetHealth target)
    {
        Eject(target);
        TargetHealth? whole;
        lock (_lock)
            whole = target.Endpoint is not null && BackendOf(target) is { } backend && Are(backend, e => e is { IsEjected: true, IsDown: true }) ? backend.Health : null;
        if (whole is not null)
            Eject(whole);
    }

    private bool IsGuarded(TargetHealth target) => target.Endpoint is null && Array.Exists(_guards, g => g.Covers(target.Backend));

    private void OnTimer(TargetHealth target, long appointment)
    {
        bool isBack;
        lock (_lock)
        {
            if (target.Appointment != appointment || !_impaired.Contains(target))
                return;
            isBack = target.IsEjected;
            if (isBack && target.Options.Probe is { } probe && IsDown(target))
            {
                Schedule(target, probe.Interval);
                return;
            }

            Return(target, atOnce: false);
        }

        if (isBack)
            Tell(new(target.Backend, target.Endpoint, null));
    }

    // A backend of several endpoints is probed at each of them, and comes back with the first that takes requests.
    private bool IsDown(TargetHealth target) =>
        target.IsDown || (target.Endpoint is null && BackendOf(target) is { } backend && Are(backend, e => e.IsDown || e.IsEjected));

    private Backend? BackendOf(TargetHealth target) => _table?.BackendsByName.GetValueOrDefault(target.Backend);

    // Those that take requests.
    private static bool Are(Backend backend, Predicate<TargetHealth> state) =>
        backend.Endpoints.All(e => e.Weight == 0 || (e.Health is { } health && state(health)));

    private void Return(TargetHealth target, bool atOnce)
    {
        target.Return(time.GetUtcNow(), atOnce);
        if (target.Tenths < TargetHealth.Whole)
        {
            Schedule(target, target.Options.SlowStart!.Value / TargetHealth.Whole);
        }
        else
        {
            Forget(target);
        }

        Apply();
    }

    private void Forget(TargetHealth target)
    {
        _impaired.Remove(target);
        target.Timer?.Dispose();
        target.Timer = null;
    }

    private static IEnumerable<TargetHealth> TargetsOf(RouteTable table) =>
        table.BackendsByName.Values.SelectMany(b => b.Endpoints.Select(e => e.Health).Prepend(b.Health)).OfType<TargetHealth>();

    // The timer must not keep what the request's execution context holds.
    private void Schedule(TargetHealth target, TimeSpan after)
    {
        target.Timer?.Dispose();
        var appointment = ++_appointments;
        target.Appointment = appointment;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            target.Timer = time.CreateTimer(static state => ((Action)state!)(), () => OnTimer(target, appointment), after, Timeout.InfiniteTimeSpan);
    }

    private void Apply()
    {
        if (_table is not { } table)
            return;
        foreach (var service in table.Tables)
        {
            foreach (var route in service.Service.Routes)
                route.Choice?.Adapt([.. route.Backends.Select(b => b.Backend.Health)]);
        }

        foreach (var backend in table.BackendsByName.Values)
            backend.Choice?.Adapt([.. backend.Endpoints.Select(e => e.Health)]);
    }

    private void Tell(HealthChange change)
    {
        try
        {
            Volatile.Read(ref _listener)?.Invoke(change);
        }
        catch (Exception)
        {
            // A listener that fails must not fail a request or a timer.
            return;
        }
    }
}

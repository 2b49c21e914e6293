namespace TrafficRouting;

/// <summary>
/// The failures in a row of one backend or endpoint. Lives on over reloads that leave its address and its options as they are.
/// Counting takes no lock; the rest is written under the board's.
/// </summary>
internal sealed class TargetHealth(string backend, string? endpoint, string identity, HealthOptions options, HealthBoard board)
{
    public const int Whole = 10;

    private int _failures;
    private int _ejections;
    private int _failedProbes;
    private DateTimeOffset _returnedAt;

    public string Backend => backend;

    public string? Endpoint => endpoint;

    public HealthOptions Options => options;

    public HealthRules Rules { get; } = new(options);

    /// <summary>Gets the tenths of its weight that it has: none while ejected, fewer than ten in its slow start.</summary>
    public int Tenths { get; private set; } = Whole;

    public bool IsEjected => Tenths == 0;

    /// <summary>Gets when it is back from its last ejection.</summary>
    public DateTimeOffset EjectedUntil { get; private set; }

    /// <summary>Gets the place in the order of all ejections.</summary>
    public long EjectedAs { get; private set; }

    /// <summary>Gets a value indicating whether the last probe failed, so that it does not come back yet.</summary>
    public bool IsDown => Volatile.Read(ref _failedProbes) > 0;

    public ITimer? Timer { get; set; }

    /// <summary>Gets or sets the number of the appointment that is next; earlier ones are void.</summary>
    public long Appointment { get; set; }

    /// <summary>Gives the health in force where it is of the same place and options, else a new one; null where none is asked for.</summary>
    public static TargetHealth? Of(string backend, string? endpoint, string identity, HealthOptions? options, TargetHealth? previous, HealthBoard board)
    {
        if (options is null)
            return null;
        return previous is not null && previous.IsOf(backend, endpoint, identity, options) ? previous : new(backend, endpoint, identity, options, board);
    }

    public void Note(bool isFailure)
    {
        if (!isFailure)
        {
            // Written only where there is something to forget, so that threads that succeed share the line.
            if (Volatile.Read(ref _failures) != 0)
                Volatile.Write(ref _failures, 0);
        }
        else if (Interlocked.Increment(ref _failures) % options.ConsecutiveFailures == 0)
        {
            board.Eject(this);
        }
    }

    /// <summary>Counts a probe, apart from requests: one that is answered does not make up for requests that fail.</summary>
    /// <returns>Whether it is another answer than that of the one before.</returns>
    public bool NoteProbe(bool isFailure)
    {
        if (!isFailure)
            return Interlocked.Exchange(ref _failedProbes, 0) > 0;
        var failures = Interlocked.Increment(ref _failedProbes);
        if (failures % options.ConsecutiveFailures == 0)
            board.EjectByProbes(this);
        return failures == 1;
    }

    /// <summary>Notes the ejection and returns how long it lasts.</summary>
    public TimeSpan Eject(DateTimeOffset now, long number)
    {
        _ejections = now - _returnedAt >= options.MaxEjectionTime ? 1 : _ejections + 1;
        (Tenths, EjectedAs) = (0, number);
        var duration = _ejections >= options.MaxEjectionTime / options.EjectionTime ? options.MaxEjectionTime : options.EjectionTime * _ejections;
        EjectedUntil = now + duration;
        return duration;
    }

    /// <summary>Gives back one step of the weight, or all; the first failure from now on ejects again.</summary>
    public void Return(DateTimeOffset now, bool atOnce)
    {
        if (IsEjected)
        {
            _returnedAt = now;
            Volatile.Write(ref _failures, options.ConsecutiveFailures - 1);
        }

        Tenths = atOnce || options.SlowStart is null ? Whole : Tenths + 1;
    }

    private bool IsOf(string otherBackend, string? otherEndpoint, string otherIdentity, HealthOptions others) =>
        string.Equals(backend, otherBackend, StringComparison.OrdinalIgnoreCase)
        && string.Equals(endpoint, otherEndpoint, StringComparison.OrdinalIgnoreCase)
        && string.Equals(identity, otherIdentity, StringComparison.Ordinal)
        && (ReferenceEquals(options, others) || HealthOptions.Shape.Same(options, others));
}

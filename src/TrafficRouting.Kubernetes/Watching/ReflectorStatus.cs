namespace TrafficRouting.Kubernetes;

/// <summary>What is known of a reflector from outside. One writer, many readers.</summary>
internal sealed class ReflectorStatus(KnownResource resource, string @namespace, TimeProvider time)
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heard = time.GetTimestamp();
    private volatile string? _error;
    private volatile string? _denial;
    private volatile ReflectorState _state;
    private volatile int _objects;
    private int _lists;
    private int _watches;

    public KnownResource Resource => resource;

    /// <summary>Gets the namespace; empty for all.</summary>
    public string Namespace => @namespace;

    public ReflectorState State => _state;

    /// <summary>Gets what went wrong last; null when nothing is wrong now.</summary>
    public string? Error => _error;

    /// <summary>Gets what the server said when it denied the right; null when it gave it since, or never denied it.</summary>
    public string? Denial => _denial;

    public int Objects
    {
        get => _objects;
        set => _objects = value;
    }

    public int Lists => Volatile.Read(ref _lists);

    public int Watches => Volatile.Read(ref _watches);

    /// <summary>Gets a task that ends with the first answer, whatever it says.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Gets for how long the cluster may have moved on unseen.</summary>
    public TimeSpan Lag => State is ReflectorState.Starting or ReflectorState.Behind ? time.GetElapsedTime(Volatile.Read(ref _heard)) : TimeSpan.Zero;

    public void Hear() => Volatile.Write(ref _heard, time.GetTimestamp());

    public void Listed()
    {
        Interlocked.Increment(ref _lists);
        Hear();
        _answered.TrySetResult();
    }

    public void Watching()
    {
        Interlocked.Increment(ref _watches);
        Hear();
    }

    /// <summary>Takes note of a state.</summary>
    /// <returns>Whether it is another one.</returns>
    public bool Become(ReflectorState state, string? error = null)
    {
        var isOther = _state != state;
        _error = error;
        // Who cannot be asked has taken nothing back.
        if (state is not ReflectorState.Behind)
            _denial = state is ReflectorState.Forbidden ? error : null;
        _state = state;
        if (state is ReflectorState.Absent or ReflectorState.Forbidden)
        {
            // Whoever is told so has seen all there is.
            Hear();
            _answered.TrySetResult();
        }

        return isOther;
    }
}

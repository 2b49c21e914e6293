namespace TrafficRouting;

/// <summary>The bounds of mirroring, as of one table. Immutable.</summary>
public sealed class MirrorLimits
{
    /// <summary>Gets the bounds that apply where nothing is configured.</summary>
    public static MirrorLimits Default { get; } = new(new());

    internal MirrorLimits(MirroringOptions options)
    {
        QueueCapacity = options.QueueCapacity;
        QueueBytes = options.QueueBytes;
        MaxBodyBytes = options.MaxBodyBytes;
        Concurrency = options.Concurrency;
        Timeout = options.Timeout;
        Dispatch = options.Dispatch;
        MarkerHeader = options.MarkerHeader;
        BreakAfter = options.BreakAfter;
        BreakDuration = options.BreakDuration;
        DrainTimeout = options.DrainTimeout;
    }

    /// <summary>Gets how many copies may wait for each mirror backend.</summary>
    public int QueueCapacity { get; }

    /// <summary>Gets how many bytes of captured requests may be held by the process.</summary>
    public long QueueBytes { get; }

    /// <summary>Gets the largest body that is copied, in bytes.</summary>
    public int MaxBodyBytes { get; }

    /// <summary>Gets how many copies are under way at once to each mirror backend.</summary>
    public int Concurrency { get; }

    /// <summary>Gets the time a copy may take until its response headers arrive.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Gets when copies are handed over for sending.</summary>
    public MirrorDispatch Dispatch { get; }

    /// <summary>Gets the name of the header that marks copies, or null.</summary>
    public string? MarkerHeader { get; }

    /// <summary>Gets how many copies in a row must fail before a backend is left alone; 0 for never.</summary>
    public int BreakAfter { get; }

    /// <summary>Gets how long a failing backend is left alone at first.</summary>
    public TimeSpan BreakDuration { get; }

    /// <summary>Gets how long waiting copies may still be sent at shutdown.</summary>
    public TimeSpan DrainTimeout { get; }
}

namespace TrafficRouting.Http;

/// <summary>One copy to be sent. Pooled with its snapshot, so whoever releases the snapshot must have read before what it still needs of the job.</summary>
internal sealed class MirrorJob(MirrorSnapshot snapshot) : IThreadPoolWorkItem
{
    private MirrorWorkers? _workers;

    /// <summary>Gets the request.</summary>
    public MirrorSnapshot Snapshot { get; } = snapshot;

    /// <summary>Gets where it goes.</summary>
    public Mirror Mirror { get; private set; } = null!;

    /// <summary>Gets the lane in which it has its place.</summary>
    public MirrorLane Lane { get; private set; } = null!;

    /// <summary>Gets the breaker it is sent through: the one its mirror was captured by, as a reload may have given the backend another.</summary>
    public MirrorBreaker Breaker { get; private set; } = null!;

    /// <summary>Gets or sets the primary's answer, when the mirror's is to be compared with it.</summary>
    public PrimaryAnswer? Primary { get; set; }

    public void Set(Mirror mirror, MirrorLane lane, MirrorBreaker breaker)
    {
        Mirror = mirror;
        Lane = lane;
        Breaker = breaker;
    }

    /// <summary>Becomes what a worker begins with.</summary>
    public IThreadPoolWorkItem For(MirrorWorkers workers)
    {
        _workers = workers;
        return this;
    }

    public void Clear()
    {
        Mirror = null!;
        Lane = null!;
        Breaker = null!;
        Primary = null;
    }

    void IThreadPoolWorkItem.Execute() => _workers!.Run(this);
}

namespace TrafficRouting.Http;

/// <summary>The copies for one mirror backend, and its shares of the places and of the sends under way.</summary>
internal sealed class MirrorLane(string backend, FairShare places, FairShare sends)
{
    public string Backend { get; } = backend;

    public Queue<MirrorJob> Waiting { get; } = new();

    public FairShare Places { get; } = places;

    public FairShare Sends { get; } = sends;

    /// <summary>Gets or sets a value indicating whether the queue has let it go.</summary>
    public bool HasLeft { get; set; }

    public bool IsIdle => Places.Used == 0 && Sends.Used == 0;
}

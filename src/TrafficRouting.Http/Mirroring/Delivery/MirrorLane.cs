namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>The copies for one mirror backend, and its shares of the places and of the sends under way.</summary>
internal sealed class MirrorLane(FairShare places, FairShare sends)
{
    public Queue<MirrorJob> Waiting { get; } = new();

    public FairShare Places { get; } = places;

    public FairShare Sends { get; } = sends;

    public bool IsIdle => Places.Used == 0 && Sends.Used == 0;
}

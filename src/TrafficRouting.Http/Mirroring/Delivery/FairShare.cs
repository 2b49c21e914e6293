namespace TrafficRouting.Http;

/// <summary>What one member of <see cref="FairShares"/> has taken.</summary>
internal sealed class FairShare
{
    public int Used { get; set; }
}

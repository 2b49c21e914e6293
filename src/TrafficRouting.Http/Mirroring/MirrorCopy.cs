namespace TrafficRouting.Http;

/// <summary>One copy of a request for one mirror. While it waits in a channel it holds a lease of its own.</summary>
/// <param name="Place">Its place in the channel of where it goes.</param>
/// <param name="Primary">The primary's response, when the mirror's is to be compared with it.</param>
/// <param name="Lease">The request.</param>
internal readonly record struct MirrorCopy(MirrorPlace Place, PrimaryResponse? Primary = null, RequestLease Lease = default)
{
    public MirrorTarget Target => Place.Target;

    public Mirror Mirror => Target.Mirror;

    public CapturedRequest Request => Lease.Request;
}

using System.Net;

namespace TrafficRouting.Http;

/// <summary>
/// A captured body on its way to a mirror. Holds the request for as long as it is written, because a send that was given up
/// may still be writing when the copy has ended.
/// </summary>
/// <param name="lease">The sender's lease, which stays the sender's.</param>
/// <param name="length">The length of the body.</param>
internal sealed class MirrorContent(RequestLease lease, long length) : HttpContent
{
    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var own = lease.Share();
        await stream.WriteAsync(own.Request.Body.Bytes, cancellationToken).ConfigureAwait(false);
    }
}

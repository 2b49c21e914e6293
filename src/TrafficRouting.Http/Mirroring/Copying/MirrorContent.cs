using System.Net;

namespace TrafficRouting.Http;

/// <summary>
/// A copied body on its way to a mirror. Holds the body for as long as it is written, because a send that was given up
/// may still be writing when the copy is let go.
/// </summary>
internal sealed class MirrorContent(MirrorBody body) : HttpContent
{
    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(!body.TryAddReference(), this);
        try
        {
            await stream.WriteAsync(body.Bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            body.Release();
        }
    }
}

using System.Net;

namespace TrafficRouting.Http;

/// <summary>Stands for a content that is not duplex over HTTP/2, as those of System.Net.Http and what derives from them.</summary>
internal sealed class PlainTee(TeedBody body) : ByteArrayContent([])
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        body.SerializeAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.SerializeAsync(stream, context, cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.Serialize(stream, context, cancellationToken);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => body.Original.ReadAsStream(cancellationToken);

    protected override Task<Stream> CreateContentReadStreamAsync() => body.Original.ReadAsStreamAsync();

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        body.Original.ReadAsStreamAsync(cancellationToken);

    // Asked when the transport asks, and of the caller's content, which may have a length set by hand.
    protected override bool TryComputeLength(out long length)
    {
        var known = body.AskLength();
        length = known ?? 0;
        return known.HasValue;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Original.Dispose();
        base.Dispose(disposing);
    }
}

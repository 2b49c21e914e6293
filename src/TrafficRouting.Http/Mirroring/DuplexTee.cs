using System.Net;

namespace TrafficRouting.Http;

/// <summary>Stands for a content that is duplex over HTTP/2, as JSON and contents of the application's own.</summary>
internal sealed class DuplexTee(TeedBody body) : HttpContent
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

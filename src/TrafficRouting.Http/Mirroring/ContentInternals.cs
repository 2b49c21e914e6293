using System.Net;

namespace TrafficRouting.Http;

/// <summary>What HttpContent does inside, found out by having it done once.</summary>
internal static class ContentInternals
{
    private static readonly Probe Probed = Probe.Run();

    /// <summary>Tells whether HttpContent is buffering into a stream, in place of a transport that sends.</summary>
    public static bool IsBuffer(Stream stream) => stream.GetType() == Probed.Buffer;

    /// <summary>Tells whether HttpContent has wrapped what its stream or its serialisation threw.</summary>
    public static bool IsWrapped(HttpRequestException exception) =>
        exception.InnerException is IOException or ObjectDisposedException && exception.Message == Probed.Message;

    private sealed class Probe : HttpContent
    {
        public Type? Buffer { get; private set; }

        public string? Message { get; private set; }

        public static Probe Run()
        {
            var probe = new Probe();
            probe.Message = probe.LoadIntoBufferAsync().Exception?.InnerException?.Message;
            return probe;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Buffer = stream.GetType();
            return Task.FromException(new IOException());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

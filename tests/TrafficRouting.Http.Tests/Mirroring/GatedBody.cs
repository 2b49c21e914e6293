using System.Net;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A body of two parts, and streams that take each part when a test lets them.</summary>
internal sealed class GatedBody : HttpContent
{
    public static byte[] Whole { get; } = [1, 2, 3, 4];

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Whole.AsMemory(0, 2)).ConfigureAwait(false);
        await stream.WriteAsync(Whole.AsMemory(2)).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Where the body is written to.</summary>
    internal sealed class Target : WriteOnlyStream
    {
        private TaskCompletionSource? _gate;

        public bool IsWaiting => _gate is not null;

        public void Open()
        {
            var gate = _gate!;
            _gate = null;
            gate.SetResult();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => new((_gate = new()).Task);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Mirroring;

internal static class MirrorDiscard
{
    /// <summary>Does what a worker does with the copies that wait for a mirror, but for sending them.</summary>
    public static void Discard(this TrafficMirror mirror, Mirror target)
    {
        while (mirror.Channels.Of(target).Channel.TryTake(out var copy))
        {
            copy.Lease.Dispose();
            mirror.Tracker.End();
        }
    }
}

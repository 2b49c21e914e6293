using System.Diagnostics;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>A caller that decides without pause while something else is done, and the longest it was held up.</summary>
internal static class CallerStall
{
    /// <summary>The longest time between two decisions, in milliseconds.</summary>
    public static double During(TrafficRouter router, string uri, Action action)
    {
        var longest = 0L;
        using var started = new ManualResetEventSlim();
        var isDone = false;
        var caller = new Thread(() =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            started.Set();
            for (var before = Stopwatch.GetTimestamp(); !Volatile.Read(ref isDone);)
            {
                GC.KeepAlive(router.Decide(new HttpRequestView(request)));
                var now = Stopwatch.GetTimestamp();
                longest = Math.Max(longest, now - before);
                before = now;
            }
        });
        caller.Start();
        started.Wait();
        action();
        Volatile.Write(ref isDone, true);
        caller.Join();
        return Stopwatch.GetElapsedTime(0, longest).TotalMilliseconds;
    }
}

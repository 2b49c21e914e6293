using System.Diagnostics;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>A caller that decides without pause while something else is done: the longest it was held up, and how long the garbage collector held up everything, in milliseconds.</summary>
internal readonly record struct CallerStall(double Longest, double Collecting)
{
    /// <summary>Has a caller decide while something is done.</summary>
    /// <param name="router">The router.</param>
    /// <param name="uri">What is called.</param>
    /// <param name="prepare">What comes before, whose garbage is not counted.</param>
    /// <param name="action">What is done.</param>
    public static CallerStall During(TrafficRouter router, string uri, Action prepare, Action action)
    {
        prepare();
        GC.Collect();
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
        var paused = GC.GetTotalPauseDuration();
        action();
        paused = GC.GetTotalPauseDuration() - paused;
        Volatile.Write(ref isDone, true);
        caller.Join();
        return new(Stopwatch.GetElapsedTime(0, longest).TotalMilliseconds, paused.TotalMilliseconds);
    }

    /// <summary>The one in the middle of several, of each figure.</summary>
    public static CallerStall Median(IReadOnlyCollection<CallerStall> stalls) => new(
        stalls.Select(s => s.Longest).Order().ElementAt(stalls.Count / 2), stalls.Select(s => s.Collecting).Order().ElementAt(stalls.Count / 2));
}

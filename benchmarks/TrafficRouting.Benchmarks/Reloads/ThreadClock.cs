using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>The time that the current thread was given a processor; elsewhere than on Linux the time of day.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Milliseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
                return Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
            _ = GetTime(ThreadCpuTime, out var time);
            return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

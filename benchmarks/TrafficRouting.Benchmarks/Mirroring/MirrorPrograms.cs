using System.Globalization;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>What measures mirroring other than by BenchmarkDotNet: latencies and uploads over sockets and memory over a million requests.</summary>
internal static class MirrorPrograms
{
    /// <summary>Runs <c>mirror-load [rounds] [requests per second]</c>, <c>mirror-tee [rounds]</c> or <c>mirror-stress</c>.</summary>
    /// <returns>The exit code, or null when the arguments ask for none of them.</returns>
    public static async Task<int?> RunAsync(string[] args) => args switch
    {
        ["mirror-load", .. var rest] => await MirrorLoad.RunAsync(Number(rest, 0, fallback: 10), Number(rest, 1, fallback: 200)),
        ["mirror-tee", .. var rest] => await TeeLoad.RunAsync(Number(rest, 0, fallback: 60)),
        ["mirror-stress"] => await MirrorStress.RunAsync(),
        ["mirror-backends"] => await BackendProcess.ServeAsync(),
        _ => null,
    };

    private static int Number(string[] args, int at, int fallback) =>
        at < args.Length ? int.Parse(args[at], CultureInfo.InvariantCulture) : fallback;
}

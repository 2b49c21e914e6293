using System.Diagnostics;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>
/// The benchmarks of <see cref="MirrorBenchmarks"/> in turns of a thousand, of which the fastest counts: on a machine that
/// does other work, one benchmark after the other compares quiet minutes with busy ones.
/// </summary>
internal static class MirrorCost
{
    private const int Rounds = 400;
    private const int Turn = 1_000;

    public static int Run()
    {
        using var benchmarks = new MirrorBenchmarks();
        benchmarks.Setup();
        (string Name, Action Run)[] all =
        [
            ("pass-through handler", () => benchmarks.PassThrough()),
            ("pass-through, keeps a value", () => benchmarks.PassThroughAndKeep()),
            ("split", () => benchmarks.Split()),
            ("split and mirror", () => benchmarks.SplitAndMirror()),
            ("split and full queue", () => benchmarks.SplitAndFullQueue()),
            ("copy and queue alone", benchmarks.CopyAndQueue),
            ("find the queue full alone", () => benchmarks.FindFullQueue()),
        ];
        var fastest = Enumerable.Repeat(double.MaxValue, all.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
                fastest[i] = Math.Min(fastest[i], Measure(all[i].Run));
        }

        for (var i = 0; i < all.Length; i++)
            Console.WriteLine($"{all[i].Name,-28}{fastest[i],8:0.0} ns{fastest[i] / fastest[0],8:0.00}x");
        return 0;
    }

    private static double Measure(Action run)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Turn; i++)
            run();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Turn;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace TrafficRouting.Benchmarks.Cold;

/// <summary>
/// The time from the start of a process to its first answer, in turns of all variants, each in a process of its own. Published with
/// <c>-p:PublishReadyToRun=true</c> this program measures itself so compiled.
/// </summary>
internal static class ColdStart
{
    private const int Rounds = 15;

    public static int Run()
    {
        var times = ColdPrograms.Names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in ColdPrograms.Names)
                times[name].Add(Time(name));
        }

        var none = times[ColdPrograms.None];
        Console.WriteLine($"{Rounds} starts each, in turn, {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"",-32}{"fastest",10}{"beyond",10}{"median",10}{"beyond",10}");
        foreach (var (name, taken) in times)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32}{taken.Min(),7:0} ms{taken.Min() - none.Min(),7:0} ms{Median(taken),7:0} ms{Median(taken) - Median(none),7:0} ms"));
        return 0;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static double Time(string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ColdStart).Assembly.Location);
        start.ArgumentList.Add("cold");
        start.ArgumentList.Add(name);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadLine();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.WaitForExit();
        return answer == "NoContent" ? took : throw new InvalidOperationException($"{name} did not answer.");
    }
}

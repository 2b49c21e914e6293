using System.Globalization;

namespace TrafficRouting.Benchmarks.Cold;

/// <summary>
/// The time from the start of a process to its first answer: of each program, published in each way, all in turns. Beside it what the
/// process had used of the processor by then, which other work on the machine disturbs less, and how many methods were compiled on the
/// caller's way, which nothing disturbs: programs of ours are held to a bound of these.
/// </summary>
internal static class ColdStart
{
    private const int Rounds = 15;
    private const string None = "a plain client";

    // Methods beyond those of a plain client. The same number at each start, but for what the framework changes.
    private static readonly Dictionary<(string Way, string Program), int> Bounds = new()
    {
        [("JIT with the packages' images", "routing in code")] = 130,
        [("JIT with the packages' images", "routing in JSON")] = 190,
        [("JIT with the packages' images", "routing in a document")] = 250,
        [("ReadyToRun", "routing in code")] = 55,
        [("ReadyToRun", "routing in JSON")] = 65,
        [("ReadyToRun", "routing in a document")] = 175,
    };

    /// <summary>Publishes the programs and measures them.</summary>
    /// <param name="way">One way of publishing alone, by a part of its name.</param>
    public static int Run(string way = "")
    {
        var folder = Directory.CreateTempSubdirectory("cold");
        try
        {
            var publications = Publication.All.Where(p => p.Name.Contains(way, StringComparison.OrdinalIgnoreCase)).ToList();
            publications.ForEach(p => p.PublishTo(folder.FullName));
            var names = publications[0].Names();
            var starts = publications.SelectMany(p => names.Select(n => (Publication: p, Name: n))).ToDictionary(s => s, _ => new List<Start>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (start, taken) in starts)
                    taken.Add(start.Publication.Start(start.Name));
            }

            Console.WriteLine($"{Rounds} starts each, in turn, {Environment.ProcessorCount} cores; fastest, and beyond {None}");
            Console.WriteLine($"{"",-52}{"first answer",20}{"processor",20}{"compiled",24}");
            var isBroken = false;
            foreach (var publication in publications)
            {
                var none = Start.Fastest(starts[(publication, None)]);
                foreach (var name in names)
                {
                    var fastest = Start.Fastest(starts[(publication, name)]);
                    var beyond = fastest.Compiled - none.Compiled;
                    var isBounded = Bounds.TryGetValue((publication.Name, name), out var bound);
                    isBroken |= isBounded && beyond > bound;
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{$"{publication.Name}: {name}",-52}{fastest.Answer,9:0} ms {fastest.Answer - none.Answer,4:+0;-0;0} ms{fastest.Processor,9:0} ms {fastest.Processor - none.Processor,4:+0;-0;0} ms{fastest.Compiled,8} {beyond,5:+0;-0;0}{Verdict(beyond, isBounded ? bound : null)}"));
                }
            }

            return isBroken ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Verdict(int beyond, int? bound) => bound is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ≤ {bound}{(beyond > bound ? ", BEYOND" : "")}");
}

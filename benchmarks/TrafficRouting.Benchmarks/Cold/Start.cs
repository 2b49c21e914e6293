namespace TrafficRouting.Benchmarks.Cold;

/// <summary>What one start took: milliseconds until the first answer, those of the processor until then, and the methods that the caller waited for to be compiled.</summary>
internal readonly record struct Start(double Answer, double Processor, int Compiled)
{
    /// <summary>The least of each.</summary>
    public static Start Fastest(IReadOnlyCollection<Start> starts) => new(starts.Min(s => s.Answer), starts.Min(s => s.Processor), starts.Min(s => s.Compiled));
}

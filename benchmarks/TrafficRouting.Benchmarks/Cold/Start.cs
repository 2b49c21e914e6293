namespace TrafficRouting.Benchmarks.Cold;

/// <summary>What one start took, in milliseconds: until the first answer, and of the processor until then.</summary>
internal readonly record struct Start(double Answer, double Processor)
{
    /// <summary>The least of each.</summary>
    public static Start Fastest(IReadOnlyCollection<Start> starts) => new(starts.Min(s => s.Answer), starts.Min(s => s.Processor));
}

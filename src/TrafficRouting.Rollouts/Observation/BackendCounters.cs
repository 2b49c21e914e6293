namespace TrafficRouting.Rollouts;

/// <summary>
/// What one backend answered since the process began, growing only; windows are differences of two snapshots.
/// One interlocked increment per request (two for 3xx and 4xx), on a stripe of the processor's own; no lock, no allocation.
/// </summary>
internal sealed class BackendCounters
{
    // A stripe holds the latencies of what was answered, then the other outcomes, padded so that stripes share no cache line.
    private const int StripeLength = LatencyBuckets.Count + 16;

    private static readonly int Stripes = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    private readonly long[][] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new long[StripeLength])];

    public void Add(ObservedOutcome outcome, TimeSpan latency)
    {
        var stripe = _stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        if (outcome is not (ObservedOutcome.Failure or ObservedOutcome.Cancellation))
            Interlocked.Increment(ref stripe[LatencyBuckets.IndexOf(latency)]);
        if (outcome != ObservedOutcome.Success)
            Interlocked.Increment(ref stripe[CellOf(outcome)]);
    }

    /// <summary>Reads the counts; each is exact, together they may lag requests that complete meanwhile.</summary>
    public BackendWindow Read()
    {
        var sums = new long[StripeLength];
        foreach (var stripe in _stripes)
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] += Volatile.Read(ref stripe[i]);
        }

        return new(sums[CellOf(ObservedOutcome.Failure)], sums[..LatencyBuckets.Count])
        {
            Redirections = sums[CellOf(ObservedOutcome.Redirection)],
            ClientErrors = sums[CellOf(ObservedOutcome.ClientError)],
            Cancellations = sums[CellOf(ObservedOutcome.Cancellation)],
        };
    }

    private static int CellOf(ObservedOutcome outcome) => LatencyBuckets.Count + (int)outcome - 1;
}

namespace TrafficRouting;

/// <summary>
/// Spreads targets evenly over one cycle: R. Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980).
/// With n targets every prefix of the cycle holds each within 1 - 1/(2n-2) of its share, the best possible bound;
/// the usual smooth weighted round robin (nginx) keeps no such bound beyond two targets and takes n times as long to work out.
/// </summary>
internal static class SmoothSequence
{
    public static ushort[] Build(ReadOnlySpan<int> weights)
    {
        var sum = WeightLimits.Sum(weights);
        var divisor = 0;
        var count = 0;
        foreach (var weight in weights)
        {
            divisor = WeightLimits.GreatestCommonDivisor(weight, divisor);
            count += weight > 0 ? 1 : 0;
        }

        var length = sum / divisor;
        if (length > WeightLimits.MaxCycle)
        {
            throw new ArgumentException(
                $"The weights divided by their greatest common divisor ({divisor}) add up to {length}; a round-robin cycle may hold {WeightLimits.MaxCycle} choices at most. Use rounder weights or random selection.",
                nameof(weights));
        }

        // The slack of the bound is one part in so many.
        var parts = Math.Max(1, (2 * count) - 2);
        var due = new PriorityQueue<SmoothTurn, SmoothTurn>(count, SmoothTurn.SoonestDue);
        var waiting = new List<SmoothTurn>?[length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
                Await(new(i, weights[i] / divisor, 0, parts), notBefore: 0);
        }

        var sequence = new ushort[length];
        for (var step = 0; step < sequence.Length; step++)
        {
            foreach (var turn in waiting[step] ?? [])
                due.Enqueue(turn, turn);
            var next = due.Dequeue();
            sequence[step] = (ushort)next.Target;
            if (next.Number + 1 < next.Weight)
                Await(next with { Number = next.Number + 1 }, notBefore: step + 1);
        }

        return sequence;

        void Await(SmoothTurn turn, int notBefore) => (waiting[Math.Max(notBefore, turn.EarliestStep(length))] ??= []).Add(turn);
    }
}

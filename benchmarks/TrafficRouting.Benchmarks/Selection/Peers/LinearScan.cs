namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>Stands for the split most services write themselves: a shared random number below the sum, and a walk over the weights.</summary>
internal sealed class LinearScan(int[] weights)
{
    private readonly int _sum = weights.Sum();

    public int Pick()
    {
        var left = Random.Shared.Next(_sum);
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }

        return weights.Length - 1;
    }
}

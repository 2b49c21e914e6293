namespace TrafficRouting.Testing;

internal static class Divergence
{
    /// <summary>Gets n times the Kullback-Leibler divergence of a count's frequency from a probability; infinite for the impossible.</summary>
    public static double Bernoulli(long count, long total, double probability) =>
        Term(count, total, probability) + Term(total - count, total, 1 - probability);

    private static double Term(long count, long total, double probability) =>
        count == 0 ? 0 : count * Math.Log(count / (total * probability));
}

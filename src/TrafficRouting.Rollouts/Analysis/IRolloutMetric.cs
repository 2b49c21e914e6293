namespace TrafficRouting.Rollouts;

/// <summary>
/// A number by which a canary is judged, from anywhere: a business figure, a queue's length, another monitoring system.
/// Must be safe for concurrent use.
/// </summary>
public interface IRolloutMetric
{
    /// <summary>Gets the name under which configuration speaks of it; case-insensitive.</summary>
    string Name { get; }

    /// <summary>Measures one backend over one window. An exception counts as an error of the measurement.</summary>
    /// <param name="context">What is measured.</param>
    /// <param name="cancellationToken">Cancelled when the rollout engine stops.</param>
    /// <returns>The value, or null when there is too little to tell, which makes the measurement inconclusive.</returns>
    ValueTask<double?> MeasureAsync(RolloutMetricContext context, CancellationToken cancellationToken);
}

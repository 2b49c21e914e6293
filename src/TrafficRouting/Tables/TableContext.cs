namespace TrafficRouting;

/// <summary>What all tables of a router share.</summary>
/// <param name="Policies">The application's own selection policies.</param>
/// <param name="Failures">What takes note of callbacks that throw.</param>
/// <param name="Random">Where the first turns of round robins are drawn from.</param>
/// <param name="Health">What ejects backends and endpoints.</param>
internal sealed record TableContext(SelectionPolicies Policies, CallbackFailures Failures, RandomSource Random, HealthBoard Health)
{
    /// <summary>What there is without a router: nothing of the application's own.</summary>
    public static readonly TableContext Empty = new(SelectionPolicies.None, new(), RandomSource.Shared, new(TimeProvider.System));
}

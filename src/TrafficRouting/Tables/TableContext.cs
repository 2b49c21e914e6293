namespace TrafficRouting;

/// <summary>What all tables of a router share.</summary>
/// <param name="Policies">The application's own selection policies.</param>
/// <param name="Failures">What takes note of callbacks that throw.</param>
internal sealed record TableContext(SelectionPolicies Policies, CallbackFailures Failures)
{
    /// <summary>What there is without a router: nothing of the application's own.</summary>
    public static readonly TableContext Empty = new(SelectionPolicies.None, new());
}

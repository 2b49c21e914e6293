namespace TrafficRouting;

/// <summary>
/// Makes selection policies of one kind: one for each route, and for each backend with several endpoints, that has the name it is
/// registered under as <c>Selection</c>. Safe for concurrent use.
/// </summary>
public abstract class SelectionPolicyFactory
{
    /// <summary>Makes a policy for targets with several weights above zero. It lives on over reloads that change neither names nor weights.</summary>
    /// <param name="names">The names of the backends or endpoints, ordered, no two equal but for letter case.</param>
    /// <param name="weights">Their weights, each 0 to <see cref="WeightedPicker.MaxWeight"/>; a target of weight 0 must not be chosen.</param>
    /// <returns>A policy whose <see cref="SelectionPolicy.Count"/> is the number of the names.</returns>
    public abstract SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights);
}

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>One reading of everything: routing and the parts of its section, with all that was found. Immutable.</summary>
/// <param name="Input">The states of the sources that it was made of.</param>
/// <param name="Options">The routing.</param>
/// <param name="Parts">The values of the parts, in their order.</param>
/// <param name="Findings">What was found, errors that reject it included.</param>
/// <param name="IsValid">Whether it can be put in force.</param>
/// <param name="HeldBack">The sources whose change is left out, because it is what makes the whole invalid.</param>
internal sealed record RoutingLoad(
    RoutingInput Input,
    TrafficRoutingOptions Options,
    ImmutableArray<object> Parts,
    ImmutableArray<Finding> Findings,
    bool IsValid,
    ImmutableArray<string> HeldBack)
{
    public IEnumerable<Finding> Errors => Findings.Where(f => f.Severity is FindingSeverity.Error);
}

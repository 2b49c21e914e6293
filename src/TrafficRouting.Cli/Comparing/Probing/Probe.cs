using System.Collections.Immutable;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>A request that two tables decide otherwise, and all those that stand with it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Region">What it has in common with the others.</param>
/// <param name="Hosts">The hosts that may be called.</param>
/// <param name="Services">What these hosts lead to.</param>
/// <param name="Was">What the old table does.</param>
/// <param name="Becomes">What the new table does.</param>
internal sealed record Probe(RouteExpectation Request, Region Region, ImmutableArray<string> Hosts, CalledServices Services, Outcome Was, Outcome Becomes)
{
    /// <summary>Gets the conditions in words.</summary>
    public IReadOnlyList<string> Where => [.. Region.Conditions.Where(c => c.Clause.Field?.Kind is not RequestFieldKind.Host).Select(c => ClauseText.Of(c.Clause, c.Holds))];

    /// <summary>Tells whether a request to these services is one of those that stand with it.</summary>
    public bool Covers<TRequest>(in TRequest request, CalledServices services)
        where TRequest : struct, IRoutableRequest =>
        Services == services && Region.Contains(in request);
}
